#!/bin/bash
# MB of heap that a log of 1 GB keeps which is written to fill a controller's memory: another build, AMI or failure in each line,
# and lines without end.
set -euo pipefail
cd "$(dirname "$0")/../.."
mb=${LOG_MB:-1024}
mvn -o -B -q -ntp -Dspotless.check.skip -Dspotbugs.skip -Dtest='HostileLogTest' -Dlog.megabytes="$mb" test | grep '^log of'
