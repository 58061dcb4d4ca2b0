locals {
  timestamp = regex_replace(timestamp(), "[- TZ:]", "")
}

source "amazon-ebs" "ubuntu_x86_64" {
  source_ami_filter {
    filters = {
      name                = var.name_filter_x86_64
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      architecture        = "x86_64"
    }
    most_recent = true
    owners      = var.source_ami_owners
  }
  ami_name                  = "graph-store-${var.store_version}-x86-64-${local.timestamp}"
  ami_regions               = var.ami_regions
  ena_support               = true
  instance_type             = var.instance_type_x86_64
  region                    = var.build_region
  ssh_clear_authorized_keys = true
  ssh_username              = "ubuntu"
  tags = merge({
    Store_Version    = var.store_version
    CPU_Architecture = "x86-64"
  }, var.tags)
}

source "amazon-ebs" "ubuntu_arm64" {
  source_ami_filter {
    filters = {
      name                = var.name_filter_arm64
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      architecture        = "arm64"
    }
    most_recent = true
    owners      = var.source_ami_owners
  }
  ami_name                  = "graph-store-${var.store_version}-arm64-${local.timestamp}"
  ami_regions               = var.ami_regions
  ena_support               = true
  instance_type             = var.instance_type_arm64
  region                    = var.build_region
  ssh_clear_authorized_keys = true
  ssh_username              = "ubuntu"
  tags = merge({
    Store_Version    = var.store_version
    CPU_Architecture = "arm64"
  }, var.tags)
}
