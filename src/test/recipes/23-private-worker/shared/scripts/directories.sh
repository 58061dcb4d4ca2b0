#!/bin/bash
set -eux -o pipefail
sudo mkdir -p /opt/worker /var/log/worker
sudo chmod 755 /opt/worker
