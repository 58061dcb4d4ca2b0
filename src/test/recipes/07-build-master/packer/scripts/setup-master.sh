#!/bin/bash
echo "Java"
yum remove -y java
yum install -y java-1.8.0-openjdk
yum install -y wget
yum install -y jq

echo "daemonize, which the Jenkins package asks for"
curl -LO 'https://rpmfind.net/linux/epel/7/x86_64/Packages/d/daemonize-1.7.7-1.el7.x86_64.rpm'
sudo rpm -Uvh ./daemonize-1.7.7-1.el7.x86_64.rpm

echo "Node.js by nvm"
curl -o- https://raw.githubusercontent.com/nvm-sh/nvm/v0.39.3/install.sh | bash
export NVM_DIR="$HOME/.nvm"
[ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"
nvm install 16
nvm use 16

echo "Maven and Docker"
sudo yum install -y maven
sudo yum install -y docker
sudo groupadd docker
echo "export DOCKER_HOST=unix:///var/run/docker.sock" > /etc/profile.d/dockerhost.sh

echo "Jenkins"
sudo wget -O /etc/yum.repos.d/jenkins.repo https://pkg.jenkins.io/redhat/jenkins.repo
sudo rpm --import https://pkg.jenkins.io/redhat/jenkins.io.key
yum install -y epel-release
yum install -y java-11-openjdk-devel
yum install -y jenkins
sudo usermod -aG docker jenkins
chkconfig jenkins on

echo "Git"
yum install -y git
mkdir /var/lib/jenkins/.ssh
touch /var/lib/jenkins/.ssh/known_hosts
chown -R jenkins:jenkins /var/lib/jenkins/.ssh
chmod 700 /var/lib/jenkins/.ssh

echo "Configuration and plugins"
mkdir -p /var/lib/jenkins/init.groovy.d
mv /tmp/*.groovy /var/lib/jenkins/init.groovy.d/
mv /tmp/jenkins.install.UpgradeWizard.state /var/lib/jenkins/
chown -R jenkins:jenkins /var/lib/jenkins
systemctl start jenkins
sleep 10s
java -jar /tmp/jenkins-plugin-manager.jar --plugin-download-directory /var/lib/jenkins/plugins --plugin-file /tmp/plugins.yaml --latest
crontab /tmp/crontab.txt

echo "Jobs"
git clone https://git.harbour.example/builds/jobs.git
cp -R jobs/* /var/lib/jenkins/jobs/
chown -R jenkins:jenkins /var/lib/jenkins/jobs
systemctl restart jenkins
