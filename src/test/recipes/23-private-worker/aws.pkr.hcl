packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "~> 1"
    }
    amazon-ami-management = {
      version = "= 1.6.1"
      source  = "github.com/wata727/amazon-ami-management"
    }
  }
}

variable "ami_name_prefix" {
  type    = string
  default = "private-worker-{{timestamp}}"
}

variable "ami_regions" {
  type    = list(string)
  default = ["eu-central-1", "eu-west-1", "us-east-1"]
}

variable "architecture" {
  type    = string
  default = "x86_64"
}

variable "source_ami_owners" {
  type    = list(string)
  default = ["137112412989"]
}

variable "instance_type" {
  type    = string
  default = "t3.micro"
}

variable "region" {
  type    = string
  default = "us-east-1"
}

source "amazon-ebs" "worker" {
  source_ami_filter {
    filters = {
      virtualization-type = "hvm"
      name                = "al2023-ami-minimal-*-kernel-6.1-${var.architecture}"
      root-device-type    = "ebs"
      architecture        = var.architecture
    }
    owners      = var.source_ami_owners
    most_recent = true
  }

  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_size           = 8
    volume_type           = "gp3"
    delete_on_termination = true
  }

  ami_name                  = "${var.ami_name_prefix}-${var.architecture}"
  ami_regions               = var.ami_regions
  ami_groups                = ["all"]
  ami_description           = "Worker of a private pool"
  encrypt_boot              = false
  instance_type             = var.instance_type
  region                    = var.region
  ssh_username              = "ec2-user"
  ssh_clear_authorized_keys = true

  tags = {
    Name = "Private worker"
  }
}

build {
  sources = ["source.amazon-ebs.worker"]

  provisioner "file" {
    source      = "aws/configs/"
    destination = "/tmp"
  }

  provisioner "shell" {
    scripts = [
      "shared/scripts/directories.sh",
      "aws/scripts/update.sh",
      "aws/scripts/packages.sh",
      "aws/scripts/docker.sh",
      "shared/scripts/sandbox.sh",
      "aws/scripts/metrics-agent.sh",
      "aws/scripts/session-agent.sh"
    ]
  }

  post-processor "amazon-ami-management" {
    regions = var.ami_regions
    tags = {
      Name = "Private worker"
    }
    keep_days = 365
  }

  post-processor "manifest" {
    output = "manifest_${var.architecture}.json"
  }
}
