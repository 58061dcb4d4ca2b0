#!/usr/bin/env bash
set -o pipefail
set -o nounset
set -o errexit
IFS=$'\n\t'

MACHINE=$(uname -m)
case $MACHINE in
  x86_64) ARCH=amd64 ;;
  aarch64) ARCH=arm64 ;;
  *) echo "unknown machine $MACHINE" >&2; exit 1 ;;
esac

# Packages
sudo dnf update -y
sudo dnf install -y \
  chrony \
  conntrack \
  ethtool \
  jq \
  nfs-utils \
  socat \
  tar \
  unzip \
  wget \
  python3-dnf-plugin-versionlock
KERNEL_PACKAGE=kernel6.1
if [[ "$(uname -r)" != 6.1.* ]]; then
  KERNEL_PACKAGE=kernel6.12
fi
sudo dnf -y install "$KERNEL_PACKAGE-devel" "$KERNEL_PACKAGE-headers"
sudo dnf versionlock 'kernel*'
sudo dnf install -y iptables-nft

# The AWS command line
INSTALLER="$WORKING_DIR/awscli"
mkdir -p "$INSTALLER"
curl --silent --show-error --retry 10 --retry-delay 1 -L \
  "https://awscli.amazonaws.com/awscli-exe-linux-$MACHINE.zip" -o "$INSTALLER/awscliv2.zip"
unzip -q "$INSTALLER/awscliv2.zip" -d "$INSTALLER"
sudo "$INSTALLER/aws/install" --bin-dir /bin/ --update

# Containers
sudo dnf install -y "runc-$RUNC_VERSION"
sudo dnf install -y "containerd-$CONTAINERD_VERSION"
sudo dnf versionlock 'containerd-*'
sudo systemctl enable containerd
sudo dnf install -y nerdctl
sudo dnf install -y device-mapper-persistent-data lvm2

# Kubernetes
S3_PATH="s3://$BINARY_BUCKET_NAME/$KUBERNETES_VERSION/$BUILD_DATE/bin/linux/$ARCH"
for binary in kubelet kubectl; do
  for file in "$binary" "$binary.sha256"; do
    if ! aws s3 cp --region "$BINARY_BUCKET_REGION" "$S3_PATH/$file" .; then
      aws s3 cp --no-sign-request --region "$BINARY_BUCKET_REGION" "$S3_PATH/$file" .
    fi
  done
  sudo sha256sum -c "$binary.sha256"
  sudo chmod +x "$binary"
  sudo mv "$binary" /usr/bin/
done
sudo rm ./*.sha256

PROVIDER=ecr-credential-provider
if ! aws s3 cp --region "$BINARY_BUCKET_REGION" "$S3_PATH/$PROVIDER" .; then
  aws s3 cp --no-sign-request --region "$BINARY_BUCKET_REGION" "$S3_PATH/$PROVIDER" .
fi
sudo chmod +x $PROVIDER
sudo mkdir -p /etc/node/image-credential-provider
sudo mv $PROVIDER /etc/node/image-credential-provider/

# Session Manager
if [[ -n "$SSM_AGENT_VERSION" ]]; then
  sudo dnf install -y "https://s3.$BINARY_BUCKET_REGION.amazonaws.com/amazon-ssm-$BINARY_BUCKET_REGION/$SSM_AGENT_VERSION/linux_$ARCH/amazon-ssm-agent.rpm"
else
  sudo dnf install -y amazon-ssm-agent
fi
sudo systemctl enable kubelet
