#!/bin/bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
APT=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)

until ping -c 1 archive.ubuntu.com &>/dev/null; do sleep 5; done
timedatectl set-timezone UTC

mkdir -p /etc/apt/keyrings
wget -O - https://packages.adoptium.net/artifactory/api/gpg/key/public | tee /etc/apt/keyrings/adoptium.asc
echo "deb [signed-by=/etc/apt/keyrings/adoptium.asc] https://packages.adoptium.net/artifactory/deb $(awk -F= '/^VERSION_CODENAME/{print$2}' /etc/os-release) main" \
  | tee /etc/apt/sources.list.d/adoptium.list

apt-get "${APT[@]}" update -y
apt-get "${APT[@]}" install -y bash-completion jq nvme-cli temurin-17-jdk unzip
snap install yq

case $(uname -m) in
  x86_64)
    curl "https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip" -o awscliv2.zip
    curl "https://amazoncloudwatch-agent.s3.amazonaws.com/ubuntu/amd64/latest/amazon-cloudwatch-agent.deb" -o metrics-agent.deb
    ;;
  aarch64)
    curl "https://awscli.amazonaws.com/awscli-exe-linux-aarch64.zip" -o awscliv2.zip
    curl "https://amazoncloudwatch-agent.s3.amazonaws.com/ubuntu/arm64/latest/amazon-cloudwatch-agent.deb" -o metrics-agent.deb
    ;;
esac
unzip -q awscliv2.zip
./aws/install --update
dpkg -i -E ./metrics-agent.deb
rm -rf awscliv2.zip aws metrics-agent.deb

mkdir -p /etc/store
cp /tmp/metrics.json /etc/store/metrics.json
