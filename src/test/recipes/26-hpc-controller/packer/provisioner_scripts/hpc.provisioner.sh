#!/usr/bin/env bash
set -e
sudo dnf -yq update
sudo dnf -yq upgrade
sudo dnf -yq install vim
