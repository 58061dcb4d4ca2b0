# Boots a root file system without containers: sh plain-boot.sh ROOT ADDRESS METADATA RESOLV_CONF apart|together
set -e
root=$1 address=$2 metadata=$3 resolv=$4 how=$5
export LOCALCLOUD_METADATA=$metadata LOCALCLOUD_ADDRESS=$address
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
if [ "$how" = apart ]; then
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs tmpfs "$root/run"
    mount --rbind /dev "$root/dev"
fi
mkdir -p "$root/run/sshd" "$root/run/lock" "$root/run/systemd/resolve"
cp "$resolv" "$root/run/systemd/resolve/stub-resolv.conf"
# Services must not start: they would take this machine's own ports. Removed again before an image is made.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
chroot "$root" /usr/bin/cloud-init init
chroot "$root" /usr/bin/cloud-init modules --mode=final </dev/null &
exec chroot "$root" /usr/sbin/sshd -D -e -o "ListenAddress=$address" -o UseDNS=no -o PidFile=none
