#!/usr/bin/env bash
set -e
sudo groupadd -g 981 munge
sudo useradd -m -d /var/lib/munge -u 981 -g munge -s /sbin/nologin munge
sudo groupadd -g 982 slurm
sudo useradd -m -d /var/lib/slurm -u 982 -g slurm -s /bin/bash slurm

sudo dnf install -yq "$EPEL_URL"
sudo dnf install -yq munge slurm slurm-perlapi slurm-devel
sudo mkdir -p "$MUNGE_DIR" "$SLURM_DIR" "$LOG_DIR/slurm"
sudo chown slurm:slurm "$SLURM_DIR" "$LOG_DIR/slurm"
