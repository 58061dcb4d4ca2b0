#!/bin/bash
# What a night of the trigger "rebake" asks of AWS: 1,000 jobs over 5 base filters in the local cloud, without a Jenkins.
set -euo pipefail
cd "$(dirname "$0")/../.."
classpath=target/classes:target/ami-bakery-cli.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -cp "$classpath" -d "$work" bench/nightly/NightlyBench.java
.local/venv/bin/python bench/nightly/nightly.py "$classpath:$work" "$work/facts"
