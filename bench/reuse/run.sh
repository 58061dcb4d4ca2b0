#!/bin/bash
# Bare `packer build` against `bake --reuse` that finds the AMI, in pairs, in the local cloud; and the AWS calls of a decision.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 -m reuse.reuse "$@"
