packer {
  required_plugins {
    amazon = {
      version = ">= 1.0.2"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

variable "ami_prefix" {
  type    = string
  default = "golden-base"
}

locals {
  timestamp = regex_replace(timestamp(), "[- TZ:]", "")
}

data "amazon-ami" "focal-east" {
  region = "us-east-2"
  filters = {
    name                = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"
    root-device-type    = "ebs"
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["099720109477"]
}

source "amazon-ebs" "east" {
  ami_name      = "${var.ami_prefix}-${local.timestamp}"
  instance_type = "t2.micro"
  region        = "us-east-2"
  source_ami    = data.amazon-ami.focal-east.id
  ssh_username  = "ubuntu"
  tags = {
    Name        = "golden-base-east"
    environment = "production"
  }
}

data "amazon-ami" "focal-west" {
  region = "us-west-2"
  filters = {
    name                = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"
    root-device-type    = "ebs"
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["099720109477"]
}

source "amazon-ebs" "west" {
  ami_name      = "${var.ami_prefix}-${local.timestamp}"
  instance_type = "t2.micro"
  region        = "us-west-2"
  source_ami    = data.amazon-ami.focal-west.id
  ssh_username  = "ubuntu"
  tags = {
    Name        = "golden-base-west"
    environment = "production"
  }
}

build {
  name = "golden-base"
  sources = [
    "source.amazon-ebs.east",
    "source.amazon-ebs.west"
  ]

  # The key of whoever operates the fleet
  provisioner "file" {
    source      = "../operator.pub"
    destination = "/tmp/operator.pub"
  }

  provisioner "shell" {
    script          = "setup.sh"
    execute_command = "/usr/bin/cloud-init status --wait && sudo -E -S sh '{{ .Path }}'"
  }

  provisioner "file" {
    source      = "audit.rules"
    destination = "/tmp/audit.rules"
  }

  provisioner "file" {
    source      = "docker-daemon.json"
    destination = "/tmp/daemon.json"
  }

  provisioner "file" {
    source      = "shipper.yaml"
    destination = "/tmp/shipper.yaml"
  }

  provisioner "file" {
    source      = "run-shipper.sh"
    destination = "/tmp/run-shipper.sh"
  }

  provisioner "shell" {
    inline = [
      "sudo cp /tmp/audit.rules /etc/audit/rules.d/audit.rules",
      "sudo mkdir /opt/shipper/",
      "sudo cp /tmp/shipper.yaml /opt/shipper/shipper.yaml",
      "sudo cp /tmp/run-shipper.sh /var/lib/cloud/scripts/per-boot/run-shipper.sh",
      "sudo chmod a+x /var/lib/cloud/scripts/per-boot/run-shipper.sh",
      "sudo cp /tmp/daemon.json /etc/docker/daemon.json",
    ]
  }

  provisioner "shell" {
    script = "setup-shipper.sh"
  }
}
