#!/bin/bash
set -eux -o pipefail
sudo dnf install -y docker
sudo systemctl enable --now docker
