#!/bin/bash
# deploy.sh plan|deploy|destroy dev|qa|prod: what make plan-dev and its like do. CLOUD=local works in the cloud of this machine and
# in nothing else, whatever AWS settings the caller has; CLOUD=aws with the caller's credentials. AMI_ID names the image; in dev it
# may be left out: then it is that of the last `make bake`, and without one deploy bakes first.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
verb=$1 environment=$2
shift 2
cloud=${CLOUD:-local}
pinned=$home/.local/baked-$cloud.json

# The img-mgr that was baked last here, if it is still there: its id, name and when. That it was, the report kept here says, no tag.
last_baked() {
    [ -s "$pinned" ] || return 0
    "$home/bin/ami-bakery" images --cloud "$cloud" --region us-west-2 --trust tags --json | python3 -c '
import json, sys
there = {image["id"]: image for image in json.load(sys.stdin) if image["state"] == "available"}
for ami in json.load(open(sys.argv[1]))["amis"]:
    if ami["id"] in there and ami.get("tags", {}).get("ami-bakery:recipe") == "img-mgr":
        print(ami["id"], ami["name"], "of", there[ami["id"]].get("created", "?"))
        break
' "$pinned"
}

if [ "$verb" != destroy ] && [ -z "${AMI_ID:-}" ]; then
    found=$(last_baked)
    if [ -z "$found" ] && [ "$verb" = deploy ]; then
        echo "AMI_ID is not given and nothing has been baked here: baking first."
        make --no-print-directory -C "$home" bake CLOUD="$cloud"
        found=$(last_baked)
    fi
    [ -n "$found" ] || { echo "$verb-$environment: AMI_ID is not given and nothing has been baked here: make bake, or AMI_ID=id" >&2; exit 2; }
    AMI_ID=${found%% *}
    echo "AMI_ID is not given: it is the last one baked here, $found (.local/baked-$cloud.json)."
fi
[ "$verb" = destroy ] || export AMI_ID
export RUNWAY=${RUNWAY:-$home/.local/venv-runway/bin/runway}
# There are no certificates in the local cloud: what prod refuses elsewhere is said here.
if [ "$cloud" = local ] && [ -z "${CERTIFICATE_ARN:-}${PLAIN_HTTP:-}" ]; then
    set -- --parameter PLAIN_HTTP=allowed
    [ "$environment" != prod ] || [ "$verb" = destroy ] || echo "PLAIN_HTTP=allowed: the local cloud has no certificates. On AWS prod wants CERTIFICATE_ARN." >&2
fi
# shellcheck disable=SC2086 # several options
exec "$home/bin/ami-bakery" "$verb" "$environment" --cloud "$cloud" --directory "$home/runway" "$@" ${DEPLOY_OPTIONS:-}
