#!/usr/bin/env bash
set -o nounset -o errexit -o pipefail
sudo dnf clean all
sudo rm -rf /var/cache/dnf /tmp/worker
sudo rm -f /etc/hostname /etc/machine-id /home/ec2-user/.ssh/authorized_keys
sudo touch /etc/machine-id
