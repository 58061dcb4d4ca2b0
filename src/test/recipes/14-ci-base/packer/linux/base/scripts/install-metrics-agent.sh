#!/bin/bash
set -euo pipefail
sudo dnf install -yq amazon-cloudwatch-agent
sudo cp /tmp/conf/metrics/config.json /opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json
sudo systemctl enable amazon-cloudwatch-agent
