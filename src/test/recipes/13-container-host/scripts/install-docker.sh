#!/usr/bin/env bash
set -ex
sudo yum install -y "docker-$DOCKER_VERSION" "containerd-$CONTAINERD_VERSION" "runc-$RUNC_VERSION"
