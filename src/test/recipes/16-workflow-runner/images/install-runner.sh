#!/bin/bash -e
user_name=$(cat /tmp/install-user.txt)

${install_runner}
