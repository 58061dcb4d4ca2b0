#!/bin/bash
set -ex
# The rest of the machine is Puppet's, at first boot.
. /etc/lsb-release
RELEASE_DEB="puppetlabs-release-${DISTRIB_CODENAME}.deb"
wget "https://apt.puppetlabs.com/${RELEASE_DEB}"
sudo dpkg -i "${RELEASE_DEB}"
rm -f "${RELEASE_DEB}"
sudo apt-get update
sudo apt-get -y install build-essential ruby1.9.3 puppet='3.8.7-*' puppet-common='3.8.7-*'
sudo service puppet stop
sudo update-rc.d puppet disable
