locals {
  packages = "amazon-efs-utils amazon-ssm-agent amazon-ec2-net-utils acpid iproute-tc ec2-instance-connect"
}

variable "region" {
  type    = string
  default = "us-west-2"
}

variable "release" {
  type        = string
  description = "Version of the image, as in 20240528"
}

variable "source_ami_al2023" {
  type = string
}

variable "docker_version" {
  type = string
}

variable "containerd_version" {
  type = string
}

variable "runc_version" {
  type = string
}

variable "agent_version" {
  type = string
}

variable "agent_revision" {
  type    = string
  default = "1"
}

variable "session_version" {
  type = string
}
