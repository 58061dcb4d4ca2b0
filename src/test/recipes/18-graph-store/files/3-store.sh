#!/bin/bash
set -euo pipefail
id -u store &>/dev/null || useradd --create-home --system --shell /bin/bash --user-group store
mkdir -p /var/opt/store/node
cd /tmp
curl -O "https://maven.graph.example/releases/store/${STORE_VERSION}/store-${STORE_VERSION}-dist.zip"
unzip -q "store-${STORE_VERSION}-dist.zip"
rm "store-${STORE_VERSION}-dist.zip"
mv "store-${STORE_VERSION}" "/opt/store-${STORE_VERSION}"
ln -sfn "/opt/store-${STORE_VERSION}" /opt/store
cp /tmp/store.env /etc/store/store.env
cp /tmp/store.service /lib/systemd/system/store.service
chown -R store:store /etc/store "/opt/store-${STORE_VERSION}" /var/opt/store
systemctl daemon-reload
systemctl enable store.service
