packer {
  required_plugins {
    amazon = {
      version = ">= 1.2.8"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

locals {
  stamp           = formatdate("YYYYMMDDhhmmss", timestamp())
  controller_name = "hpc-controller-${local.stamp}"
}

variable "vpc_name" {
  type    = string
  default = "hpc"
}

variable "subnet_name" {
  type    = string
  default = "hpc-private"
}

variable "rhel_name_filter" {
  type    = string
  default = "RHEL-9.3.0_HVM-*-x86_64-*-Hourly2-GP3"
}

variable "username" {
  type    = string
  default = "ec2-user"
}
