#!/usr/bin/env bash
set -euo pipefail
sudo apt-get -y update
sudo DEBIAN_FRONTEND=noninteractive apt-get -y upgrade
