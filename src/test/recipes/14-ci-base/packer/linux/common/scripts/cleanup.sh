#!/bin/bash
set -euo pipefail
sudo dnf clean all
sudo rm -rf /tmp/conf /tmp/versions.sh /var/log/dnf*
