#!/bin/bash
# playground.sh WAR PLUGINS: what make jenkins does. A Jenkins with the plugin that works in the local cloud, which has to run: endpoint,
# region, credentials `aws-baker`, the labels linux and packer, and a job img-mgr. JENKINS_HOME, JENKINS_PORT: see controller.sh.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$repository"
export JENKINS_HOME=${JENKINS_HOME:-$repository/.local/jenkins} JENKINS_PORT=${JENKINS_PORT:-8080}
cloud=${AMI_BAKERY_LOCAL:-$repository/.local/cloud}/cloud.json
[ -r "$cloud" ] || { echo "playground.sh: no local cloud runs; make cloud-start starts it" >&2; exit 2; }
branch=$(git symbolic-ref -q --short HEAD || git rev-parse HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || echo "The job img-mgr bakes what is committed; changes that are not, it does not see." >&2

mkdir -p "$JENKINS_HOME/init.groovy.d"
cp tools/jenkins/playground.groovy "$JENKINS_HOME/init.groovy.d/playground.groovy"

# Builds run as this very process's user, with its PATH. Instances of the local cloud find S3 at an address of its own, and there are
# no certificates for prod.
PATH=$repository/.local/venv-runway/bin:$(dirname "${PACKER:-/usr/bin/packer}"):$PATH
S3_ENDPOINT=$(sed -n 's/^  "instanceEndpoint": "\(.*\)",$/\1/p' "$cloud")
export PATH S3_ENDPOINT PLAIN_HTTP=allowed
# The git plugin refuses repositories of this machine's files, as a Jenkinsfile could read others' with them. Here everybody is you.
export JAVA_OPTS="${JAVA_OPTS:-} -Dhudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT=true -Dplayground.cloud=$cloud \
-Dplayground.repository=file://$repository -Dplayground.branch=$branch -Dplayground.url=http://127.0.0.1:$JENKINS_PORT/"
echo "The job: http://127.0.0.1:$JENKINS_PORT/job/img-mgr/ (Build Now; before prod it waits for your approval)"
exec bash src/it/sh/controller.sh "$@"
