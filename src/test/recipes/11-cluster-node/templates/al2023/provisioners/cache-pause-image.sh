#!/usr/bin/env bash
set -o nounset -o errexit -o pipefail
sudo systemctl start containerd
sudo nerdctl --namespace k8s.io pull "$PAUSE_IMAGE"
sudo systemctl stop containerd
