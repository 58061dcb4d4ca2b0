#!/bin/bash
set -euo pipefail
if [ -f /tmp/images.txt ]; then
  xargs -a /tmp/images.txt -n1 -P4 -I{} -t bash -c "docker pull --quiet {} || true"
fi
docker images
