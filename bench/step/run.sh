#!/bin/bash
# The step bakeAmi and `sh 'packer build …'` in one Jenkins, in pairs: bench/step/run.sh, with JENKINS_WAR=file PLUGINS=folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! [ -f "${JENKINS_WAR:-}" ] || ! [ -d "${PLUGINS:-}" ]; then
    echo "bench/step: SKIPPED: name a jenkins.war and a folder of plugins: make bench JENKINS_WAR=... PLUGINS=..."
    exit 0
fi
exec mvn -B -ntp -q verify -Dunit.skip -Dspotbugs.skip -Dspotless.check.skip -Dit.test=StepBench \
    -Djenkins.war="$(realpath "$JENKINS_WAR")" -Djenkins.plugins="$(realpath "$PLUGINS")"
