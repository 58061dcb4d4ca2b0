#!/bin/bash
# runway.sh plan|deploy|destroy dev|qa|prod: runs Runway on runway/. CLOUD=local works on the cloud of this machine and on
# nothing else, whatever AWS settings the caller has; CLOUD=aws with the caller's credentials. AMI_ID names the image,
# RUNWAY another program than the one that make sets up.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
verb=$1 environment=$2

refuse() { echo "$1" >&2; exit 2; }

case ${CLOUD:-local} in
local)
    facts=${AMI_BAKERY_LOCAL:-$home/.local/cloud}/cloud.json
    [ -f "$facts" ] || refuse "$verb-$environment: the local cloud does not run: make cloud-start (or CLOUD=aws for your account)"
    while IFS= read -r name; do unset "$name"; done < <(compgen -e AWS_)
    settings=$(python3 - "$facts" <<'PYTHON'
import json, shlex, sys
facts = json.load(open(sys.argv[1]))
for name, value in facts["env"].items():
    print(f"export {name}={shlex.quote(value)}")
print(f"export S3_ENDPOINT=${{S3_ENDPOINT:-{facts['instanceEndpoint']}}}")
PYTHON
    )
    eval "$settings"
    export CFNGIN_STACK_POLL_TIME=${CFNGIN_STACK_POLL_TIME:-1}
    echo "CLOUD=local: this shows that Runway works, not that AWS would agree; runway/README.md lists what the local cloud lacks."
    ;;
aws) ;;
*) refuse "$verb-$environment: CLOUD=$CLOUD is unknown: local or aws" ;;
esac

export DEPLOY_ENVIRONMENT=$environment
cd "$home/runway"
exec "${RUNWAY:-$home/.local/venv-runway/bin/runway}" "$verb" --ci
