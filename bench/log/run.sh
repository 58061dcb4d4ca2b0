#!/bin/bash
# MB/s through the machine-readable reader at a 64 MB heap, paired with cat of the same generated stream.
set -euo pipefail
cd "$(dirname "$0")/../.."
bytes=${LOG_BYTES:-2000000000}
lines=src/test/resources/io/jenkins/plugins/amibakery/engine/packer/packer-1.6.6-json-ssh-success.txt
classpath=target/classes:target/ami-bakery-cli.jar
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -cp "$classpath" -d "$classes" bench/log/LogBench.java
stream() { yes "$(cat "$lines")" | head -c "$bytes"; }
now() { date +%s.%N; }

for pair in 1 2 3; do
    t0=$(now)
    { stream || true; } | cat >/dev/null
    t1=$(now)
    read -r mb seconds early late < <({ stream || true; } | java -Xmx64m -XX:+UseSerialGC -cp "$classpath:$classes" LogBench)
    awk -v pair=$pair -v mb="$mb" -v cat="$(echo "$t0 $t1" | awk '{print $2 - $1}')" -v s="$seconds" -v e="$early" -v l="$late" 'BEGIN {
        printf "  pair %d: %d MB; cat %.0f MB/s, reader %.0f MB/s; live heap %.1f MB after 100 MB, %.1f MB at the end\n", pair, mb, mb/cat, mb/s, e, l
        print s/cat > "/dev/stderr" }' 2>>"$classes/ratios"
    echo "$mb $seconds $late" >>"$classes/figures"
done
sort -n "$classes/ratios" | sed -n 2p >"$classes/median"
awk -v ratio="$(cat "$classes/median")" '{v[NR]=$1/$2} END {asort(v); printf "bench/log: %.0f MB/s at -Xmx64m, %.1f x the time of cat (goal: heap flat)\n", v[2], ratio}' "$classes/figures" 2>/dev/null ||
    awk -v ratio="$(cat "$classes/median")" '{mb+=$1; s+=$2} END {printf "bench/log: %.0f MB/s at -Xmx64m, %.1f x the time of cat (goal: heap flat)\n", mb/s, ratio}' "$classes/figures"
