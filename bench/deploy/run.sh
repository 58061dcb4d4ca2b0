#!/bin/bash
# Our command and bare `runway deploy` of one small stack, in pairs, in the local cloud.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ../.local/venv/bin/python -m deploy.deploy "$@"
