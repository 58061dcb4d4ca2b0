#!/bin/bash
# What verifying a fleet asks of AWS: 6 and 300 recorded instances, in pairs, without a network.
set -euo pipefail
cd "$(dirname "$0")/../.."
test -d target/test-classes || mvn -q -o -B -ntp -DskipTests test-compile
classpath=target/classes:target/test-classes:target/ami-bakery-cli.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -cp "$classpath" -d "$work" bench/prove/FleetBench.java
java -Xmx256m -cp "$work:$classpath" io.jenkins.plugins.amibakery.engine.aws.ec2.FleetBench
