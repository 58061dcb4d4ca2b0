#!/bin/sh
# Tries the finished services once, as root, before they become an image: /health must answer with this version.
set -eu
if ! [ -d /run/systemd/system ]; then
    echo "No systemd runs here: img-mgr was installed, not tried."
    exit 0
fi
systemctl daemon-reload
systemctl restart img-mgr.socket img-mgr.service nginx.service
# ami-bakery: fixed, it asks this machine alone
if ! python3 -I - "$IMAGE_VERSION" <<'PYTHON'; then
import json, sys, urllib.request
try:
    with urllib.request.urlopen("http://127.0.0.1/health", timeout=20) as answer:
        health = json.load(answer)
except Exception as problem:
    sys.exit(f"check.sh: img-mgr does not answer on http://127.0.0.1/health: {problem}")
if health.get("version") != sys.argv[1]:
    sys.exit(f"check.sh: /health tells version {health.get('version')!r}, this bake is {sys.argv[1]!r}")
print("img-mgr answers:", json.dumps(health))
PYTHON
    journalctl --no-pager -n 30 -u img-mgr.service -u img-mgr.socket -u nginx.service >&2 || true
    exit 1
fi
systemctl stop nginx.service img-mgr.service img-mgr.socket
