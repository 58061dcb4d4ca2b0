packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "~> 1.2"
    }
    ansible = {
      source  = "github.com/hashicorp/ansible"
      version = "~> 1.1"
    }
  }
  required_version = "~> 1.7"
}

variable "ami_regions" {
  default     = []
  description = "Where the AMI is copied to"
  type        = list(string)
}

variable "build_bucket" {
  default     = ""
  description = "Bucket of the packages that are not public"
  type        = string
}

variable "build_region" {
  default = "us-east-1"
  type    = string
}

variable "kms_key" {
  default = "alias/team-amis"
  type    = string
}

variable "release_tag" {
  default = ""
  type    = string
}

data "amazon-ami" "debian_bookworm" {
  filters = {
    name                = "debian-12-amd64-*"
    root-device-type    = "ebs"
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["136693071363"]
  region      = var.build_region
}

locals { timestamp = regex_replace(timestamp(), "[- TZ:]", "") }

source "amazon-ebs" "gateway" {
  ami_name                    = "vpn-gateway-${local.timestamp}-x86_64-ebs"
  ami_regions                 = var.ami_regions
  associate_public_ip_address = true
  encrypt_boot                = true
  instance_type               = "t3.small"
  kms_key_id                  = var.kms_key
  launch_block_device_mappings {
    delete_on_termination = true
    device_name           = "/dev/xvda"
    encrypted             = true
    volume_size           = 8
    volume_type           = "gp3"
  }
  region       = var.build_region
  source_ami   = data.amazon-ami.debian_bookworm.id
  ssh_username = "admin"
  subnet_filter {
    filters = {
      "tag:Name" = "AMI Build"
    }
  }
  tags = {
    Application   = "VPN gateway"
    Base_AMI_Name = data.amazon-ami.debian_bookworm.name
    OS_Version    = "Debian Bookworm"
    Release       = var.release_tag
  }
  temporary_key_pair_type = "ed25519"
  vpc_filter {
    filters = {
      "tag:Name" = "AMI Build"
    }
  }
}

build {
  sources = ["source.amazon-ebs.gateway"]

  provisioner "ansible" {
    playbook_file = "src/upgrade.yml"
    use_proxy     = false
    use_sftp      = true
  }

  provisioner "ansible" {
    playbook_file = "src/python.yml"
    use_proxy     = false
    use_sftp      = true
  }

  provisioner "ansible" {
    ansible_env_vars = ["AWS_DEFAULT_REGION=${var.build_region}"]
    extra_arguments  = ["--extra-vars", "{build_bucket: ${var.build_bucket}}"]
    playbook_file    = "src/playbook.yml"
    use_proxy        = false
    use_sftp         = true
  }

  provisioner "shell" {
    # /tmp is mounted noexec after hardening, so bash is called.
    execute_command = "chmod +x {{ .Path }}; sudo env {{ .Vars }} bash {{ .Path }} ; rm -f {{ .Path }}"
    inline          = ["rm --force /etc/sudoers.d/90-cloud-init-users", "rm --force /root/.ssh/authorized_keys", "/usr/sbin/userdel --remove --force admin"]
    skip_clean      = true
  }
}
