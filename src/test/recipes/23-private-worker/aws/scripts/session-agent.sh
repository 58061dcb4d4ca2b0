#!/bin/bash
set -eux -o pipefail
case $(uname -m) in
  aarch64 | arm64) ARCH=arm64 ;;
  *) ARCH=amd64 ;;
esac
sudo dnf install -y "https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/linux_${ARCH}/amazon-ssm-agent.rpm"
sudo systemctl status amazon-ssm-agent
