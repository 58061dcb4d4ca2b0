#!/usr/bin/env bash
set -ex
BASE="https://amazon-ssm-$REGION.s3.$REGION.amazonaws.com/$SESSION_VERSION/linux_amd64"
curl -fLSs "$BASE/amazon-ssm-agent-binaries.tar.gz" -o session-agent.tar.gz
curl -fLSs "$BASE/amazon-ssm-agent-binaries.tar.gz.sig" -o session-agent.tar.gz.sig
gpg --import /tmp/session-agent.gpg
gpg --verify session-agent.tar.gz.sig session-agent.tar.gz
TARGET="/var/lib/ecs/deps/execute-command/bin/$SESSION_VERSION"
sudo mkdir -p "$TARGET"
sudo tar -xf session-agent.tar.gz -C "$TARGET"
rm session-agent.tar.gz session-agent.tar.gz.sig
