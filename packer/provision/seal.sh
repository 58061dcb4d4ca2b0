#!/bin/sh
# Last step of a bake, as root: takes away all that belongs to this one machine or lets anybody in, then records
# what the image holds. Nothing may change /usr, /etc or /opt after it.
set -eu

close_doors() {
    # Disabled, not stopped: the bake itself is connected through sshd until the machine is turned off.
    systemctl disable --quiet --no-reload ssh.service ssh.socket
    rm -f /etc/ssh/ssh_host_*
    for place in /root /home/*; do
        rm -f "$place"/.ssh/authorized_keys "$place"/.ssh/authorized_keys2 "$place"/.ssh/known_hosts
    done
    # A hash is anything that is neither empty nor begins with ! or *; an empty field would let in without one.
    while IFS=: read -r user hash _; do
        case $hash in
            '!'* | '*'*) ;;
            *) usermod --password '*' "$user" ;;
        esac
    done </etc/shadow
    rm -f /etc/shadow- /etc/gshadow- /etc/passwd- /etc/group- /etc/subuid- /etc/subgid-
}

remove_traces() {
    if command -v cloud-init >/dev/null; then
        cloud-init clean --logs
    fi
    apt-get clean
    rm -rf /var/lib/apt/lists/* /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/backups/*
    for place in /root /home/*; do
        rm -rf "$place"/.cache "$place"/.*_history "$place"/.lesshst "$place"/.viminfo "$place"/.wget-hsts \
            "$place"/.sudo_as_admin_successful
    done
    rm -rf /tmp/ami-bakery /var/tmp/* /var/lib/dhcp/* /var/lib/systemd/random-seed /var/lib/systemd/credential.secret
    # Empty, not absent: absent means "first boot" to systemd, which would enable units again by their presets.
    : >/etc/machine-id
    if [ -f /var/lib/dbus/machine-id ] && ! [ -L /var/lib/dbus/machine-id ]; then
        rm -f /var/lib/dbus/machine-id
    fi
    journalctl --relinquish-var >/dev/null 2>&1 || true
    rm -rf /var/log/journal/*
    find /var/log -type f \( -name '*.gz' -o -name '*.[0-9]' -o -name '*.old' \) -delete
    find /var/log -type f -exec truncate --size 0 {} +
}

# The package lists, which remove_traces takes away, hold the state of the repositories.
packages=$(mktemp)
/usr/lib/ami-bakery/packages >"$packages"
close_doors
remove_traces
# Up to date: no unit needs to rebuild /etc or /var at the first boot.
touch /etc/.pwd.lock /etc/.updated /var/.updated
chmod 0600 /etc/.pwd.lock
/usr/lib/ami-bakery/manifest write --packages "$packages"
rm -f "$packages"
sync
