#!/usr/bin/env bash
set -eux

# Metrics
wget -q https://s3.amazonaws.com/amazoncloudwatch-agent/amazon_linux/amd64/latest/amazon-cloudwatch-agent.rpm
sudo rpm -U ./amazon-cloudwatch-agent.rpm
rm ./amazon-cloudwatch-agent.rpm
mkdir /etc/meterdb
mv /tmp/assets/cloudwatch.json /etc/meterdb/
mv /tmp/scripts/per-boot.sh /var/lib/cloud/scripts/per-boot/

# Packages
yum update -y -q
yum install -y -q \
  java-11-amazon-corretto-headless \
  ec2-instance-connect \
  amazon-ssm-agent

# Logs
mkdir /var/log/meterdb
mv /tmp/assets/logrotate.conf /etc/logrotate.d/meterdb
chown root:root /etc/logrotate.d/meterdb
echo "SystemMaxUse=1G" >> /etc/systemd/journald.conf

# The database
mv /tmp/assets/meterdb.service /usr/lib/systemd/system/meterdb.service
systemctl enable meterdb
curl -s https://dl.meterdb.example/snapshots/meterdb-latest-bin.tar.gz -o meterdb.tar.gz
mkdir binary
tar xf meterdb.tar.gz -C binary --strip-components 1
mv binary/meterdb.jar /usr/local/bin/
mkdir -p /var/lib/meterdb/conf
cp /tmp/config/server.conf /var/lib/meterdb/conf/server.conf

rm -r meterdb.tar.gz binary /tmp/assets /tmp/config
yum clean all
rm -rf /var/cache/yum
