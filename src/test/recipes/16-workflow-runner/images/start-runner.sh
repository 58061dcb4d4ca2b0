#!/bin/bash -e
exec > >(tee /var/log/runner-startup.log | logger -t runner -s 2>/dev/console) 2>&1

cd /opt/runner

${start_runner}
