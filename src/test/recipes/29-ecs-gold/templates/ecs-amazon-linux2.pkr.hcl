variable "base_name" {
  type    = string
  default = "amzn2-ami-ecs-hvm-*"
}

variable "image_name" {
  type    = string
  default = "gold-amazon-linux2-ecs"
}

variable "image_suffix" {
  type    = string
  default = ""
}

variable "aws_region" {
  type    = string
  default = "us-east-1"
}

variable "environment" {
  type    = string
  default = "production"
}

variable "instance_type" {
  type    = string
  default = "t2.micro"
}

variable "security_group_id" {
  type = string
}

variable "subnet_id" {
  type = string
}

variable "vpc_id" {
  type = string
}

locals {
  timestamp = regex_replace(timestamp(), "[- TZ:]", "")
  ami_name  = var.image_suffix != "" ? format("%s-%s-%s", var.image_name, local.timestamp, var.image_suffix) : format("%s-%s", var.image_name, local.timestamp)
}

data "amazon-ami" "amazon_linux2" {
  region = var.aws_region
  filters = {
    name                = var.base_name
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["591542846629"]
}

source "amazon-ebs" "amazon_linux2" {
  ami_name                  = local.ami_name
  encrypt_boot              = true
  instance_type             = var.instance_type
  region                    = var.aws_region
  security_group_id         = var.security_group_id
  source_ami                = data.amazon-ami.amazon_linux2.id
  ssh_clear_authorized_keys = true
  ssh_timeout               = "5m"
  ssh_username              = "ec2-user"
  subnet_id                 = var.subnet_id
  vpc_id                    = var.vpc_id

  tags = {
    Name          = local.ami_name
    environment   = var.environment
    source_ami_id = data.amazon-ami.amazon_linux2.id
    built_in      = timestamp()
  }
}

build {
  sources = ["source.amazon-ebs.amazon_linux2"]

  provisioner "file" {
    destination = "/tmp/"
    source      = "./user-data/amazon-linux2.sh"
  }

  provisioner "shell" {
    inline = ["chmod +x /tmp/amazon-linux2.sh", "bash /tmp/amazon-linux2.sh"]
  }
}
