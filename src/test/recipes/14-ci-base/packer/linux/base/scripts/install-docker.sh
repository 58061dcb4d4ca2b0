#!/bin/bash
set -euo pipefail
source /tmp/versions.sh
MACHINE=$(uname -m)
case $MACHINE in
  x86_64) ARCH=amd64 ;;
  *) ARCH=arm64 ;;
esac

sudo dnf install -yq docker
sudo systemctl enable --now docker
sudo usermod -a -G docker ec2-user
sudo mkdir -p /etc/docker
sudo cp /tmp/conf/docker/daemon.json /etc/docker/daemon.json
sudo cp /tmp/conf/docker/docker-gc /usr/local/bin/
sudo chmod 755 /usr/local/bin/docker-gc
sudo cp /tmp/conf/docker/docker-gc.* /etc/systemd/system/

PLUGINS=/usr/libexec/docker/cli-plugins
sudo mkdir -p "$PLUGINS"
sudo curl --location --fail --silent --output "$PLUGINS/docker-buildx" \
  "https://github.com/docker/buildx/releases/download/v${DOCKER_BUILDX_VERSION}/buildx-v${DOCKER_BUILDX_VERSION}.linux-${ARCH}"
sudo chmod 755 "$PLUGINS/docker-buildx"
sudo curl --location --fail --silent --output "$PLUGINS/docker-compose" \
  "https://github.com/docker/compose/releases/download/v${DOCKER_COMPOSE_VERSION}/docker-compose-linux-${MACHINE}"
sudo chmod 755 "$PLUGINS/docker-compose"

# Other processors' images are run by binfmt.
echo "BINFMT_IMAGE=$BINFMT_IMAGE" | sudo tee /etc/docker-binfmt.env >/dev/null
sudo docker run --rm --privileged "$BINFMT_IMAGE" --install all

sudo systemctl daemon-reload
sudo systemctl enable docker-gc.timer
sudo dnf install -yq amazon-ecr-credential-helper
