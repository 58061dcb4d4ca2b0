#!/bin/bash
set -euo pipefail
source /tmp/versions.sh
case $(uname -m) in
  x86_64) ARCH=64bit ;;
  *) ARCH=arm64 ;;
esac
sudo dnf install -yq "https://s3.amazonaws.com/session-manager-downloads/plugin/${SESSION_PLUGIN_VERSION}/linux_${ARCH}/session-manager-plugin.rpm"
