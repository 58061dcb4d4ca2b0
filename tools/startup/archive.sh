#!/bin/bash
# Makes the start-up archive of the command line (class data sharing): rehearses bakes, one of them reused, with a packer and a
# cloud that are as thin as can be, and lets the JVM lay out the classes they loaded. Touches nothing outside the machine.
set -eu
jar=$1
archive=$2
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
exec 3< <(exec python3 "$here/cloud.py")
cloud=$!
trap 'kill $cloud 2>/dev/null || true; rm -rf "$scratch"' EXIT
read -r port <&3
mkdir "$scratch/recipe" # alone in it: whatever else lies beside a template counts
cat >"$scratch/recipe/rehearsal.json" <<'JSON'
{"variables": {"ec2_endpoint": ""}, "provisioners": [{"type": "shell", "script": "rehearsal.sh"}],
 "builders": [{"type": "amazon-ebs", "region": "us-west-2", "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
  "source_ami_filter": {"filters": {"name": "rehearsal"}, "owners": ["self"], "most_recent": true}}]}
JSON
echo 'echo rehearsal' >"$scratch/recipe/rehearsal.sh"
chmod +x "$here/packer"
rehearse() {
    local list=$1
    shift
    XDG_CACHE_HOME=$scratch/cache XDG_STATE_HOME=$scratch/state AWS_ACCESS_KEY_ID=rehearsal AWS_SECRET_ACCESS_KEY=rehearsal \
        java -XX:DumpLoadedClassList="$scratch/$list" -XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=off -jar "$jar" "$@"
}
bake() {
    rehearse "$1" bake --cloud aws --endpoint "http://127.0.0.1:$port" --region us-west-2 --packer "$here/packer" --json "${@:2}" \
        --lock "$scratch/lock.json" rehearsal.json
}
rm -f "$archive"
# A heap laid out by G1 fits the collector that the command line uses, too; one laid out by that does not come into being.
(
    cd "$scratch/recipe"
    bake baked --write-lock
    bake locked --locked
    bake reused --reuse --locked
    rehearse asked --version
    cd "$scratch"
    cat baked locked reused asked | awk '!seen[$0]++' >classes
    java -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile=classes -XX:SharedArchiveFile="$archive" -Xlog:disable -Xlog:all=off \
        -cp "$jar"
) >"$scratch/out" 2>&1 || { echo "The rehearsal for the start-up archive failed:" >&2; cat "$scratch/out" >&2; }
if [ ! -s "$archive" ]; then
    echo "This JVM made no start-up archive; the command line starts a little slower." >&2
    : >"$archive"
elif ! grep -q '"reused":true' "$scratch/out"; then
    echo "The start-up archive knows of no bake that is reused:" >&2
    cat "$scratch/out" >&2
fi
