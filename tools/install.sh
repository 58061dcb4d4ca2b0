#!/bin/bash
# Installs Debian packages that are missing, aloud; as root, or by sudo where that asks for no password.
set -eu
sudo=
if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        echo "Missing: $*. Install it with: sudo apt-get install $*" >&2
        exit 2
    fi
    sudo=sudo
fi
echo "Installing $* from Debian's packages ..."
export DEBIAN_FRONTEND=noninteractive
apt_get() { $sudo apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null; }
apt_get install -y --no-install-recommends "$@" 2>/dev/null || { apt_get update && apt_get install -y --no-install-recommends "$@"; }
