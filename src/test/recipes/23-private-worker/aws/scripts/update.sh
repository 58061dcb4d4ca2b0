#!/bin/bash
set -eux -o pipefail
sudo dnf update -y
