#!/bin/sh
# Installs nginx, Python and img-mgr, as root. Can be run again.
# Wants IMAGE, IMAGE_VERSION, IMAGE_COMMIT, SOURCE_AMI, SOURCE_AMI_NAME, and the upload in /tmp/ami-bakery.
set -eu
umask 022
upload=/tmp/ami-bakery
home=/opt/img-mgr

# No service starts while packages are being installed; check.sh starts what is to be tried.
let_services_start() { rm -f /usr/sbin/policy-rc.d; }
trap let_services_start EXIT
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 0755 /usr/sbin/policy-rc.d

# A refused or missing index is an error here: an image of half the packages would be worse than none.
apt() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -q -y \
        -o Acquire::Retries=3 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 \
        -o Acquire::Languages=none -o Acquire::IndexTargets::deb-src::Sources::DefaultEnabled=false \
        -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-unsafe-io "$@"
}

refresh() {
    for pause in 5 10 0; do
        apt -o pkgCacheFile::Generate=false update && return # the next run of apt-get reads the lists anyway
        [ "$pause" -gt 0 ] || break
        echo "The package index is busy or incomplete; trying again in $pause s."
        sleep "$pause"
    done
    echo "install.sh: the package index could not be read; see apt's messages above" >&2
    return 1
}

install_packages() {
    rm -f /var/lib/man-db/auto-update
    refresh
    if [ -s "$upload/packages.lock" ]; then
        install_locked
    else
        # One run: what the base image has is brought up to date, what img-mgr needs is added.
        apt --no-install-recommends dist-upgrade ca-certificates nginx python3 python3-pip-whl
    fi
}

# A locked bake: every Debian package of the image in the version that the lock names, and nothing newer.
install_locked() {
    locked=$(awk -F '\t' '$2 == "packages" { print $3 "=" $4 }' "$upload/packages.lock")
    # shellcheck disable=SC2086 # each line is a word
    if ! complaint=$(apt --simulate --allow-downgrades install $locked python3-pip-whl 2>&1 >/dev/null); then
        printf '%s\n' "$complaint" >&2
        gone=$(printf '%s\n' "$complaint" | sed -n -e "s/^E: Version '\(.*\)' for '\(.*\)' was not found\$/\2 \1/p" \
            -e 's/^E: Unable to locate package \(.*\)$/\1/p' | paste -s -d ',' | sed 's/,/, /g')
        echo "install.sh: the lock cannot be kept; no longer in the archive: ${gone:-see apt above}" >&2
        return 1
    fi
    # ami-bakery: fixed, the lock names each version
    # shellcheck disable=SC2086
    apt --no-install-recommends --allow-downgrades install $locked python3-pip-whl
}

# pip runs from Debian's own wheel and stays out of the image's environment: nothing there can install anything.
install_python() {
    rm -rf "$home/venv"
    python3 -m venv --without-pip "$home/venv"
    PYTHONPATH=$(echo /usr/share/python-wheels/pip-*.whl) "$home/venv/bin/python" -m pip install --quiet \
        --no-deps --require-hashes --only-binary :all: --no-compile --no-cache-dir --no-input \
        --disable-pip-version-check --root-user-action ignore --requirement "$upload/requirements.txt"
    dpkg --purge python3-pip-whl >/dev/null
}

install_application() {
    rm -rf "$home/img_mgr"
    cp -R "$upload/img_mgr" "$home/img_mgr"
    find "$home/img_mgr" -name __pycache__ -prune -exec rm -rf {} +
    chown -R root:root "$home"
    chmod -R u=rwX,go=rX "$home/img_mgr"
    # Compiled now, by content: the service may not write, and two bakes of the same source give the same files.
    "$home/venv/bin/python" -m compileall -q -j 0 --invalidation-mode unchecked-hash "$home"
    id img-mgr >/dev/null 2>&1 ||
        useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin img-mgr
}

# rootfs/ holds the image's own files at the places where they belong.
install_files() {
    (cd "$upload/rootfs" && find . -type f) | while IFS= read -r file; do
        mode=0644
        case $file in ./usr/lib/ami-bakery/*) mode=0755 ;; esac
        install -D -m "$mode" "$upload/rootfs/$file" "/$file"
    done
    ln -sf ../sites-available/img-mgr /etc/nginx/sites-enabled/img-mgr
    rm -f /etc/nginx/sites-enabled/default /etc/cron.daily/apt-compat /etc/cron.daily/man-db
    nginx -q -t
    systemctl enable --quiet --no-reload img-mgr.socket img-mgr.service
    systemctl is-enabled --quiet nginx.service || systemctl enable --quiet nginx.service
}

# What the image says of itself: read by the application's health page and by the manifest.
write_release() {
    install -d -m 0755 /etc/ami-bakery
    python3 - >/etc/ami-bakery/release.json <<'PYTHON'
import json, os
fields = {"image": "IMAGE", "version": "IMAGE_VERSION", "commit": "IMAGE_COMMIT",
          "sourceAmi": "SOURCE_AMI", "sourceAmiName": "SOURCE_AMI_NAME"}
print(json.dumps({name: os.environ.get(variable, "") for name, variable in fields.items()}, indent=1))
PYTHON
}

echo "Installing Debian packages"
install_packages
echo "Installing Python packages"
install_python
echo "Installing img-mgr"
install_application
install_files
write_release
