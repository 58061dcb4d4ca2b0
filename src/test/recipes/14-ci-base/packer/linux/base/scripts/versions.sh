#!/bin/bash
# Read by the other scripts.
export AWS_CLI_VERSION="2.15.40"
export SESSION_PLUGIN_VERSION="1.2.553.0"
export GIT_LFS_VERSION="3.5.1"
export DOCKER_COMPOSE_VERSION="2.27.0"
export DOCKER_BUILDX_VERSION="0.14.0"
export BINFMT_IMAGE="tonistiigi/binfmt:qemu-v7.0.0-28@sha256:66e11bea77a5ea9d6f0fe79b57cd2b189b5d15b93a2bdb925be22949232e4e55"
