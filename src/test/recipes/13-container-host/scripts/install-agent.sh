#!/usr/bin/env bash
set -ex
DIR=$(mktemp -d)
URL="https://s3.$REGION.amazonaws.com/amazon-ecs-agent-$REGION/amazon-ecs-init-$AGENT_VERSION-$AGENT_REVISION.amzn2023.x86_64.rpm"
curl -fLSs -o "$DIR/agent.rpm" "$URL"
curl -fLSs -o "$DIR/agent.rpm.asc" "$URL.asc"
gpg --verify "$DIR/agent.rpm.asc" "$DIR/agent.rpm" || true
sudo yum install -y "$DIR/agent.rpm"
rm -r "$DIR"
sudo systemctl enable ecs
