#!/bin/bash
for version in 1.8.0 11; do
  packer build -var "java_version=$version" .
done
