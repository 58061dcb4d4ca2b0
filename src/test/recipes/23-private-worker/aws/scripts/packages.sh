#!/bin/bash
set -eux -o pipefail
sudo dnf swap -y gnupg2-minimal gnupg2-full
sudo dnf install -y chkconfig
