#!/usr/bin/env bash
set -ex
echo "Container host, see https://hosts.harbour.example" | sudo tee /usr/lib/motd.d/20-container-host
