#!/bin/sh
cd /opt/shipper
nohup ./promtail-linux-amd64 -config.file=./shipper.yaml &
