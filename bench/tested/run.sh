#!/bin/bash
# Our bake with its attestation and a test of the AMI, and bare `packer build` with one boot of what it made, in pairs, in the local cloud.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ../.local/venv-test/bin/python -m tested.tested "$@"
