#!/bin/bash
# Our pages and those of a build and a job without us, in one Jenkins: bench/pages/run.sh. Wants the jars of a Jenkins in Maven's repositories.
set -euo pipefail
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! mvn -B -ntp ${MVN_FLAGS:-} -Pjenkins verify -Dunit.skip -Dspotbugs.skip -Dspotless.check.skip -Dit.test=PagesBench > "$log" 2>&1; then
    echo "bench/pages: SKIPPED: $(grep -m 1 -E 'ERROR' "$log")"
    exit 0
fi
grep -E '^(  pages |bench/pages)' "$log"
