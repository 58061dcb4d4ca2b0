#!/usr/bin/env bash
set -ex
if ls /tmp/additional-packages/*."$(uname -m)".rpm; then
  sudo yum localinstall -y /tmp/additional-packages/*."$(uname -m)".rpm
else
  echo "no additional packages"
fi
