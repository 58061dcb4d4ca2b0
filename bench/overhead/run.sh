#!/bin/bash
# Our command and bare `packer build` on the same template, in pairs, in the local cloud.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 -m overhead.overhead "$@"
