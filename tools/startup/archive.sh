#!/bin/bash
# Makes the start-up archive of the command line (class data sharing): rehearses one bake with a packer and a cloud that are
# as thin as can be, and lets the JVM write down the classes it loaded. Touches nothing outside the machine.
set -eu
jar=$1
archive=$2
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
exec 3< <(exec python3 "$here/cloud.py")
cloud=$!
trap 'kill $cloud 2>/dev/null || true; rm -rf "$scratch"' EXIT
read -r port <&3
cat >"$scratch/rehearsal.json" <<'JSON'
{"variables": {"ec2_endpoint": ""}, "provisioners": [{"type": "shell", "script": "rehearsal.sh"}],
 "builders": [{"type": "amazon-ebs", "region": "us-west-2", "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
  "source_ami_filter": {"filters": {"name": "rehearsal"}, "owners": ["self"], "most_recent": true}}]}
JSON
echo 'echo rehearsal' >"$scratch/rehearsal.sh"
rm -f "$archive"
chmod +x "$here/packer"
(
    cd "$scratch"
    XDG_CACHE_HOME=$scratch/cache XDG_STATE_HOME=$scratch/state AWS_ACCESS_KEY_ID=rehearsal AWS_SECRET_ACCESS_KEY=rehearsal \
        java -XX:ArchiveClassesAtExit="$archive" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=off -jar "$jar" \
        bake --cloud aws --endpoint "http://127.0.0.1:$port" --region us-west-2 --packer "$here/packer" --json --reuse \
        rehearsal.json
) >"$scratch/out" 2>&1 || { echo "The rehearsal for the start-up archive failed:" >&2; cat "$scratch/out" >&2; }
if [ ! -s "$archive" ]; then
    echo "This JVM made no start-up archive; the command line starts a little slower." >&2
    : >"$archive"
fi
