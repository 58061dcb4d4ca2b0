#!/bin/sh
set -x
sudo apt-get update
sudo apt-get -y -qq install docker.io unzip auditd docker-compose

sudo groupadd -r operators
sudo useradd -m -s /bin/bash operator1
sudo usermod -a -G operators operator1
echo "operator1  ALL=(ALL) NOPASSWD:ALL" | sudo tee /etc/sudoers.d/operator1
sudo mkdir -p /home/operator1/.ssh
sudo chmod 700 /home/operator1/.ssh
sudo cp /tmp/operator.pub /home/operator1/.ssh/authorized_keys
sudo chown -R operator1 /home/operator1/.ssh
