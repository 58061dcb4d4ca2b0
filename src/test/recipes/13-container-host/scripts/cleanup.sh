#!/usr/bin/env bash
set -ex
sudo rm -rf /tmp/additional-packages /var/cache/dnf /var/log/cloud-init*.log
sudo rm -f /home/ec2-user/.ssh/authorized_keys /root/.ssh/authorized_keys
