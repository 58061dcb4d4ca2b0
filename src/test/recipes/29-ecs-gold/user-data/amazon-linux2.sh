#!/bin/bash
set +x
while [ "$(sudo ps aux | grep -v grep | grep yum)" != "" ]; do sleep 1; done

sudo yum update -y
sudo amazon-linux-extras install docker
sudo yum upgrade -y
sudo yum install -y \
  amazon-ecr-credential-helper \
  amazon-efs-utils \
  curl \
  htop \
  jq \
  nfs-utils \
  python3 \
  python3-devel \
  python3-pip \
  rsync \
  unzip \
  vim \
  wget

sudo python3 -m pip install -U pip --no-warn-script-location setuptools wheel
sudo python3 -m pip install -U --no-warn-script-location boto3 ansible ansible-lint

curl "https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip" -o "awscliv2.zip" \
  && unzip ./awscliv2.zip \
  && sudo ./aws/install \
  && rm -rf ./aws ./awscliv2.zip

(sudo crontab -l 2>/dev/null; echo '0 */4 * * * docker system prune -af --volumes > /dev/null 2>&1') | sudo crontab -
