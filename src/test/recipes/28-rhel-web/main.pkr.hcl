packer {
  required_plugins {
    amazon = {
      version = ">= 1.0.0"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

variable "aws_region" {
  type    = string
  default = "us-east-1"
}

source "amazon-ebs" "rhel8" {
  region = var.aws_region

  source_ami_filter {
    filters = {
      name                = "RHEL-8*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    owners      = ["309956199498"]
    most_recent = true
  }

  instance_type = "t2.micro"
  ssh_username  = "ec2-user"
  ami_name      = "rhel8-web-{{timestamp}}"
}

build {
  name    = "rhel8-web"
  sources = ["source.amazon-ebs.rhel8"]

  provisioner "shell" {
    inline = [
      "sudo dnf update -y",
      "sudo dnf install -y httpd",
      "sudo systemctl enable httpd",
    ]
  }
}
