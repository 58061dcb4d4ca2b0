#!/bin/bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

packages() {
  apt-get update
  apt-get dist-upgrade -y
  apt-get install -y \
    ca-certificates curl gnupg \
    htop lsof atop \
    net-tools tcpdump wget \
    zip unzip bzip2 pigz zstd \
    software-properties-common \
    nscd \
    awscli
}

git_and_lfs() {
  add-apt-repository -y ppa:git-core/ppa
  export os=ubuntu dist=jammy
  curl -s https://packagecloud.io/install/repositories/github/git-lfs/script.deb.sh | bash
  apt-get install -y git git-lfs
  git lfs install --system --skip-repo
}

docker_engine() {
  install -m 0755 -d /etc/apt/keyrings
  curl -fsSL https://download.docker.com/linux/ubuntu/gpg | gpg --dearmor -o /etc/apt/keyrings/docker.gpg
  echo "deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/ubuntu mantic stable" \
    > /etc/apt/sources.list.d/docker.list
  apt-get update
  apt-get install -y docker-ce docker-ce-cli docker-buildx-plugin docker-compose-plugin
  cp /tmp/docker-daemon.json /etc/docker/daemon.json
  systemctl restart docker
}

node() {
  curl -fsSL https://deb.nodesource.com/gpgkey/nodesource-repo.gpg.key | gpg --dearmor -o /etc/apt/keyrings/nodesource.gpg
  echo "deb [signed-by=/etc/apt/keyrings/nodesource.gpg] https://deb.nodesource.com/node_20.x nodistro main" \
    > /etc/apt/sources.list.d/nodesource.list
  apt update
  apt-get install -y nodejs
  npm install -g @devcontainers/cli
}

services() {
  for unit in apport.service apt-daily.timer apt-daily-upgrade.timer motd-news.timer unattended-upgrades.service; do
    systemctl disable --now "$unit" >/dev/null 2>&1 || true
    systemctl mask "$unit" >/dev/null 2>&1 || true
  done
}

packages
git_and_lfs
docker_engine
node
services
