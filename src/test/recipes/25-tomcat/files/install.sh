#!/bin/bash
set -e
TARGET=/srv/tomcat

sudo yum update -y && sudo yum upgrade -y

if [[ "$JAVA_VERSION" =~ .*11.* ]]; then
  sudo amazon-linux-extras install java-openjdk11 -y
else
  sudo yum install "java-${JAVA_VERSION}-openjdk-headless.x86_64" -y
fi

sudo groupadd --gid 1101 tomcat
sudo adduser --home "$TARGET" --no-create-home --gid 1101 --uid 1101 tomcat

sudo wget -qO- "https://archive.apache.org/dist/tomcat/tomcat-9/v${TOMCAT_VERSION}/bin/apache-tomcat-${TOMCAT_VERSION}.tar.gz" | sudo tar xz -C /srv
sudo chown -R 1101:1101 "/srv/apache-tomcat-${TOMCAT_VERSION}"
sudo ln -sf "/srv/apache-tomcat-${TOMCAT_VERSION}" "$TARGET"
