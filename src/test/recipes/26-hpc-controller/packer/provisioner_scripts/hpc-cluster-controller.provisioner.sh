#!/usr/bin/env bash
set -e
sudo mkdir --mode 0755 -p /shared /mnt/nfs/home
sudo dnf -yq install slurm-slurmctld python3-pip git nfs-utils
pip install --no-input ansible
sudo setsebool -P use_nfs_home_dirs on
