#!/bin/bash
set -euo pipefail
apt-get autoremove -y
apt-get clean
rm -rf /var/lib/apt/lists/* /usr/share/doc/* /tmp/scripts
truncate -s 0 /etc/machine-id
