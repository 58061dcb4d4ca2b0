packer {
  required_plugins {
    amazon = {
      version = ">= 1.2.8"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

variable "arch" {
  type    = string
  default = "x86_64"
}

variable "instance_type" {
  type    = string
  default = "m7i.xlarge"
}

variable "region" {
  type    = string
  default = "us-east-1"
}

data "amazon-ami" "al2023" {
  filters = {
    architecture        = var.arch
    name                = "al2023-ami-minimal-*"
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["amazon"]
  region      = var.region
}

source "amazon-ebs" "ci-base" {
  ami_description = "CI base: Amazon Linux 2023 with Docker"
  ami_name        = "ci-base-linux-${var.arch}-${formatdate("YYYYMMDDhhmmss", timestamp())}"
  instance_type   = var.instance_type
  region          = var.region
  source_ami      = data.amazon-ami.al2023.id
  ssh_username    = "ec2-user"

  ssh_clear_authorized_keys                 = true
  temporary_security_group_source_public_ip = true

  launch_block_device_mappings {
    volume_type           = "gp3"
    device_name           = "/dev/xvda"
    volume_size           = 10
    delete_on_termination = true
  }

  tags = {
    Name      = "ci-base-linux-${var.arch}"
    BaseImage = data.amazon-ami.al2023.name
  }
}

build {
  sources = ["source.amazon-ebs.ci-base"]

  provisioner "file" {
    destination = "/tmp"
    source      = "conf"
  }

  provisioner "file" {
    destination = "/tmp/conf/"
    source      = "../common/conf/"
  }

  provisioner "file" {
    destination = "/tmp/"
    source      = "scripts/versions.sh"
  }

  provisioner "shell" {
    script = "scripts/install-utils.sh"
  }

  provisioner "shell" {
    script = "scripts/install-docker.sh"
  }

  provisioner "shell" {
    script = "scripts/install-metrics-agent.sh"
  }

  provisioner "shell" {
    script = "scripts/install-session-plugin.sh"
  }

  provisioner "shell" {
    script = "../common/scripts/cleanup.sh"
  }
}
