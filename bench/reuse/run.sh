#!/bin/bash
# Bare `packer build` against `bake --reuse` that finds the AMI, in pairs, in the local cloud; and the AWS calls of a decision. Once of a
# locked recipe, once of one whose repository is asked.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$PWD/../.local/venv-test/bin/python
python3 -m reuse.reuse "$@"
PYTHONPATH=$PWD:../tools/localcloud exec "$python" -m reuse.asked "$@"
