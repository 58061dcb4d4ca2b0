#!/bin/bash
# Points the forwarder at its indexer and starts it at boot.
set -e
input=$1
cat > /opt/forwarder/etc/outputs.conf <<CONF
[tcpout]
defaultGroup = primary
[tcpout:primary]
server = ${input}:9997
CONF
/opt/forwarder/bin/forwarder enable boot-start --accept-license --no-prompt
chown -R forwarder:forwarder /opt/forwarder
