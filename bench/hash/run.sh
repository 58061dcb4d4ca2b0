#!/bin/bash
# MB/s of `ami-bakery why` over 1 GB of inputs, its start included, paired with sha256sum of the same files; and once more when
# no file has changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
mb=${HASH_MB:-1000}
bakery=$PWD/bin/ami-bakery
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/data"
cd "$scratch"
echo '{"builders": [{"type": "null", "communicator": "none"}]}' >recipe.json
# A few large files and many small ones, as recipes have them.
head -c "$((mb * 500000))" /dev/urandom | split -a 3 -b 50000000 - data/large-
head -c "$((mb * 500000))" /dev/urandom | split -a 5 -b 100000 - data/small-
now() { date +%s.%N; }
export XDG_CACHE_HOME=$scratch/cache XDG_STATE_HOME=$scratch/state AWS_REGION=us-west-2

for pair in 1 2 3; do
    rm -rf "$scratch/cache"
    t0=$(now)
    find data -type f -print0 | xargs -0 sha256sum >/dev/null
    t1=$(now)
    "$bakery" why recipe.json --inputs data --json >first
    t2=$(now)
    "$bakery" why recipe.json --inputs data --json >second
    t3=$(now)
    cmp first second
    echo "$t0 $t1 $t2 $t3" | awk -v pair=$pair -v mb="$mb" '{
        sum = $2 - $1; first = $3 - $2; second = $4 - $3
        printf "  pair %d: %d MB; sha256sum %.0f MB/s, first run %.0f MB/s, second run %.2f s\n", pair, mb, mb / sum, mb / first, second
        print sum / first, mb / first, second > "/dev/stderr" }' 2>>"$scratch/figures"
done
sort -n "$scratch/figures" | sed -n 2p | awk '{
    printf "bench/hash: %.2f x the MB/s of sha256sum, %.0f MB/s, nothing changed: %.2f s (goal >= 1 x)\n", $1, $2, $3 }'
