#!/bin/bash
# `ami-bakery why`, its start included, over 1 GB of inputs and over 50,000 small ones, paired with sha256sum of the same files; and once
# more when no file has changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
mb=${HASH_MB:-1000}
many=${HASH_FILES:-50000}
bakery=$PWD/bin/ami-bakery
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
now() { date +%s.%N; }
export XDG_CACHE_HOME=$scratch/cache XDG_STATE_HOME=$scratch/state AWS_REGION=us-west-2

# paired FOLDER WHAT UNITS UNIT: three pairs over FOLDER/data, and the line of their medians
paired() {
    cd "$scratch/$1"
    echo '{"builders": [{"type": "null", "communicator": "none"}]}' >recipe.json
    for pair in 1 2 3; do
        rm -rf "$scratch/cache"
        t0=$(now)
        find data -type f -print0 | xargs -0 sha256sum >/dev/null
        t1=$(now)
        "$bakery" why recipe.json --json >"$scratch/first"
        t2=$(now)
        "$bakery" why recipe.json --json >"$scratch/second"
        t3=$(now)
        cmp "$scratch/first" "$scratch/second"
        echo "$t0 $t1 $t2 $t3" | awk -v pair=$pair -v what="$2" -v units="$3" -v unit="$4" '{
            sum = $2 - $1; first = $3 - $2; second = $4 - $3
            printf "  %s, pair %d: sha256sum %.0f %s/s, first run %.0f %s/s, second run %.2f s\n", what, pair, units / sum, unit, units / first, unit, second
            print sum / first, units / first, second > "/dev/stderr" }' 2>>"$scratch/$1/figures"
    done
    sort -n figures | sed -n 2p | awk -v what="$2" -v unit="$4" -v goal="$5" '{
        printf "bench/hash, %s: %.2f x the speed of sha256sum, %.0f %s/s, nothing changed: %.2f s%s\n", what, $1, $2, unit, $3, goal }'
}

# A few large files and many small ones, as recipes have them.
mkdir -p "$scratch/large/data" "$scratch/many"
head -c "$((mb * 500000))" /dev/urandom | split -a 3 -b 50000000 - "$scratch/large/data/large-"
head -c "$((mb * 500000))" /dev/urandom | split -a 5 -b 100000 - "$scratch/large/data/small-"
paired large "$mb MB" "$mb" MB ' (goal >= 1 x)'

for ((folder = 0; folder < 50; folder++)); do
    mkdir -p "$scratch/many/data/$folder"
    head -c "$((many / 50 * 200))" /dev/urandom | split -a 4 -d -b 200 - "$scratch/many/data/$folder/file-"
done
paired many "$many small files" "$many" files ''
