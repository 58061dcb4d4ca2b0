variable "aws_region" {
  description = "Where the AMI is made"
  type        = string
  default     = "eu-west-1"
}

variable "r_series" {
  description = "Series of R in CRAN's repository"
  type        = string
  default     = "40"
}

variable "workbench_version" {
  type    = string
  default = "2022.07.2-576"
}

source "amazon-ebs" "workbench" {
  ami_description = "Statistics workbench ${var.workbench_version} with R ${var.r_series}"
  ami_name        = "statistics-workbench-${var.workbench_version}-${formatdate("DDMMMYYYY-hhmmssZZZ", timestamp())}"
  ami_regions     = [var.aws_region]
  ena_support     = "true"
  encrypt_boot    = "true"
  instance_type   = "t3.medium"
  region          = var.aws_region

  source_ami_filter {
    filters = {
      name                = "ubuntu/images/*ubuntu-focal-20.04-amd64-server-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    most_recent = true
    owners      = ["099720109477"]
  }

  ssh_username = "ubuntu"

  tags = {
    Name             = "statistics-workbench"
    WorkbenchVersion = var.workbench_version
  }
}

build {
  sources = ["source.amazon-ebs.workbench"]

  provisioner "shell" {
    inline = [
      "sleep 10",
      "sudo apt update -y",
      "sudo apt install python3 python3-pip -y",
      "sudo pip3 install -q ansible",
    ]
  }

  provisioner "ansible-local" {
    playbook_file = "./playbook.yml"
    role_paths = [
      "./roles/base",
      "./roles/r",
      "./roles/workbench"
    ]
    extra_arguments = [
      "--extra-vars",
      "\"r_series=${var.r_series} workbench_version=${var.workbench_version}\"",
    ]
  }

  post-processor "manifest" {
    output     = "packer-manifest.json"
    strip_path = true
  }
}
