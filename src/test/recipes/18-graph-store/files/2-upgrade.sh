#!/bin/bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 -y full-upgrade
apt-get -o DPkg::Lock::Timeout=300 -y autoremove
apt-get clean
cat > /etc/modprobe.d/99-blocked.conf <<'CONF'
blacklist rxrpc
blacklist esp4
CONF
update-initramfs -u -k all
