#!/bin/bash
set -eux -o pipefail
case $(uname -m) in
  aarch64 | arm64) ARCH=arm64 ;;
  *) ARCH=amd64 ;;
esac
sudo touch /var/log/worker/{info,error}.log
curl "https://s3.amazonaws.com/amazoncloudwatch-agent/amazon_linux/${ARCH}/latest/amazon-cloudwatch-agent.rpm" --output /tmp/metrics-agent.rpm
sudo rpm -U /tmp/metrics-agent.rpm
rm /tmp/metrics-agent.rpm
sudo mv /tmp/metrics-agent.json /opt/aws/amazon-cloudwatch-agent/bin/config.json
sudo /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/bin/config.json
