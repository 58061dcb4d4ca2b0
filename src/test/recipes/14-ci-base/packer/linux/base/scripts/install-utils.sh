#!/bin/bash
set -euo pipefail
source /tmp/versions.sh

case $(uname -m) in
  x86_64) ARCH=amd64 ;;
  aarch64) ARCH=arm64 ;;
  *) ARCH=unknown ;;
esac

echo "Upgrading"
sudo dnf update -yq

echo "Installing utilities"
sudo dnf install -yq \
  amazon-ssm-agent \
  ec2-instance-connect \
  git \
  jq \
  mdadm \
  nvme-cli \
  pigz \
  python3-pip \
  python3-setuptools \
  unzip \
  wget \
  zip
sudo dnf -yq groupinstall "Development Tools"
sudo dnf swap -yq gnupg2-minimal gnupg2-full
sudo dnf install -yq python3-daemon python3-docutils
sudo pip3 install --no-deps \
  https://s3.amazonaws.com/cloudformation-examples/aws-cfn-bootstrap-py3-latest.tar.gz

sudo systemctl enable --now amazon-ssm-agent

echo "Installing the AWS command line"
pushd "$(mktemp -d)"
curl -sSL "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m)-${AWS_CLI_VERSION}.zip" -o awscliv2.zip
unzip -qq awscliv2.zip
sudo ./aws/install
popd

echo "Installing Git LFS"
pushd "$(mktemp -d)"
curl -sSL "https://github.com/git-lfs/git-lfs/releases/download/v${GIT_LFS_VERSION}/git-lfs-linux-${ARCH}-v${GIT_LFS_VERSION}.tar.gz" | tar xz
sudo "git-lfs-${GIT_LFS_VERSION}/install.sh"
popd
