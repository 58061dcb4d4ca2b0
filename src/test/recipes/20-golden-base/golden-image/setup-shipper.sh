#!/bin/sh
cd /opt/shipper
sudo curl -O -L "https://github.com/grafana/loki/releases/download/v2.9.4/promtail-linux-amd64.zip"
sudo unzip promtail-linux-amd64.zip
sudo chmod a+x promtail-linux-amd64
sudo docker plugin install grafana/loki-docker-driver:2.9.4 --alias loki --grant-all-permissions
sudo systemctl restart auditd
sudo systemctl restart docker
