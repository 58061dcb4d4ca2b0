packer {
  required_plugins {
    amazon = {
      version = ">= 1.0.0"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

variables {
  image_name        = "model-training"
  image_description = "Ubuntu 18.04 for training models"
}

variables {
  build_region   = "us-west-1"
  build_instance = "g4dn.xlarge"
  ubuntu_image   = "*ubuntu-*-18.04-amd64-server-*"
}

locals {
  tags = {
    ManagedBy   = "packer"
    Name        = var.image_name
    Environment = "prod"
  }
  release_regions = [
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-west-1",
  ]
}

data "amazon-ami" "ubuntu" {
  region      = var.build_region
  owners      = ["099720109477"]
  most_recent = true
  filters = {
    name                = "ubuntu/images/${var.ubuntu_image}"
    root-device-type    = "ebs"
    virtualization-type = "hvm"
  }
}

source "amazon-ebs" "source" {
  ami_groups      = ["all"]
  ami_name        = var.image_name
  ami_description = var.image_description
  ami_regions     = local.release_regions
  region          = var.build_region
  instance_type   = var.build_instance
  source_ami      = data.amazon-ami.ubuntu.id
  ssh_username    = "ubuntu"

  force_delete_snapshot = true
  force_deregister      = true

  tags            = local.tags
  run_tags        = local.tags
  run_volume_tags = local.tags
}

build {
  sources = ["source.amazon-ebs.source"]

  provisioner "shell" {
    script = "${path.root}/setup.sh"
  }
}
