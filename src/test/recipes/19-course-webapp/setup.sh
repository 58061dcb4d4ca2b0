#!/bin/bash
# Prepares the machine of the assignment
sudo apt-get update
sudo apt-get upgrade -y
sudo apt-get install -y unzip
sudo apt-get install -y nodejs npm

sudo mv ~/webapp.zip /opt/
if ! id -u student >/dev/null 2>&1; then
  sudo useradd -m -s /bin/bash student
fi
sudo unzip /opt/webapp.zip -d /opt/webapp
sudo chown -R student:student /opt/webapp

wget https://s3.amazonaws.com/amazoncloudwatch-agent/ubuntu/amd64/latest/amazon-cloudwatch-agent.deb
sudo dpkg -i -E amazon-cloudwatch-agent.deb

cd /opt/webapp && sudo npm install
sudo mv /opt/webapp/webapp.service /etc/systemd/system
sudo systemctl daemon-reload
sudo systemctl enable webapp.service
sudo systemctl start webapp.service
