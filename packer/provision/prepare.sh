#!/bin/sh
# First step of a bake, as root: lets the base image finish its own boot, stops whatever would take apt's locks,
# and opens the directory into which the bake uploads.
set -eu

if command -v cloud-init >/dev/null; then
    timeout 120 cloud-init status --wait >/dev/null 2>&1 ||
        echo "The base image's cloud-init has not ended well ($(cloud-init status 2>&1 | head -n 1)); going on."
fi

# Nothing may install or refresh packages beside this bake, and nothing may at any later boot.
# (What "systemctl mask" does, but silent about units that this base image does not have.)
for unit in apt-daily apt-daily-upgrade man-db motd-news unattended-upgrades; do
    ln -sfn /dev/null "/etc/systemd/system/$unit.service"
    ln -sfn /dev/null "/etc/systemd/system/$unit.timer"
done
if [ -d /run/systemd/system ]; then
    systemctl stop apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service 2>/dev/null || true
fi

rm -rf /tmp/ami-bakery
install -d -m 0700 -o "${SUDO_USER:-root}" /tmp/ami-bakery
