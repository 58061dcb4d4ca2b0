# img-mgr on Debian 12, for current Packer. The same image as img-mgr-packer.json, with what only newer Packer knows:
# its plugin named and pinned, IMDSv2 demanded of the build and of the image, and a date from which the image is old.

packer {
  required_version = ">= 1.9.0"
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.2.0"
    }
  }
}

variable "region" {
  type        = string
  default     = "us-west-2"
  description = "Where the image is baked and kept."
}

variable "version" {
  type        = string
  default     = "0.0.0-dev"
  description = "The version that the image, its tags and its health page carry."
}

variable "commit" {
  type        = string
  default     = ""
  description = "The commit of the sources."
}

variable "instance_type" {
  type        = string
  default     = "t3.small"
  description = "What the bake runs on."
}

variable "subnet_id" {
  type        = string
  default     = ""
  description = "Where the bake runs; empty means the default VPC."
}

variable "ssh_source_cidrs" {
  type        = string
  description = "From where the build instance may be reached, such as 203.0.113.7/32; several are separated by commas. ami-bakery fills in the caller's own address."
}

variable "kms_key_id" {
  type        = string
  default     = ""
  description = "The key that encrypts the image's volume; empty: the account's own for EBS, with which an image stays in its account."
}

variable "ec2_endpoint" {
  type        = string
  default     = ""
  description = "Another EC2 than AWS's own. Current Packer also wants AWS_ENDPOINT_URL in the environment then."
}

variable "bake_id" {
  type        = string
  default     = ""
  description = "Names one bake, so that whatever a dead one left behind is found by its tag."
}

variable "source_ami" {
  type        = string
  default     = ""
  description = "The base image itself, out of those that the name and owner below allow; empty: the newest of them."
}

variable "source_ami_name" {
  type        = string
  default     = "debian-12-amd64-*"
  description = "The base image's name; the newest match is taken."
}

variable "source_ami_owner" {
  type        = string
  default     = "136693071363"
  description = "The account that publishes the base image; the default is Debian's."
}

variable "ami_prefix" {
  type        = string
  default     = "img-mgr"
  description = "How the image's name begins."
}

variable "package_lock" {
  type        = string
  default     = "/dev/null"
  description = "A file with the Debian versions to install, a line each: build, list, name and version, parted by tabs."
}

variable "image_manifests" {
  type        = string
  default     = "image-manifests"
  description = "The directory into which the image's manifest is downloaded."
}

variable "deprecate_after" {
  type        = string
  default     = "2160h"
  description = "How long after its bake EC2 stops listing the image to others (90 days)."
}

locals {
  # An AMI's name may hold these characters alone.
  clean_version = regex_replace(var.version, "[^A-Za-z0-9()\\[\\] ./'@_-]", "-")
  marks = {
    "ami-bakery:recipe"  = "img-mgr"
    "ami-bakery:bake-id" = var.bake_id
  }
  lineage = {
    "Version"       = var.version
    "Commit"        = var.commit
    "SourceAMI"     = "{{ .SourceAMI }}"
    "SourceAMIName" = "{{ .SourceAMIName }}"
  }
  kept_name = { "Name" = "${var.ami_prefix} ${var.version}" }
  bake_name = { "Name" = "${var.ami_prefix} bake" }
}

source "amazon-ebs" "img-mgr" {
  region              = var.region
  custom_endpoint_ec2 = var.ec2_endpoint
  source_ami          = var.source_ami

  source_ami_filter {
    filters = {
      name                = var.source_ami_name
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      state               = "available"
    }
    owners      = [var.source_ami_owner]
    most_recent = true
  }

  instance_type = var.instance_type
  subnet_id     = var.subnet_id
  # Port 22 is open to whoever bakes, for as long as the bake lasts.
  temporary_security_group_source_cidrs = split(",", var.ssh_source_cidrs)

  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    delete_on_termination = true
    encrypted             = true
    kms_key_id            = var.kms_key_id
  }

  ssh_username = "admin"
  ssh_timeout  = "5m"
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  ami_name        = "${var.ami_prefix}-${local.clean_version}-${uuidv4()}"
  ami_description = "img-mgr ${var.version} on {{ .SourceAMIName }}"
  imds_support    = "v2.0"
  deprecate_at    = timeadd(timestamp(), var.deprecate_after)

  run_tags        = merge(local.bake_name, local.lineage, local.marks)
  run_volume_tags = merge(local.bake_name, local.marks)
  tags            = merge(local.kept_name, local.lineage, local.marks)
  snapshot_tags   = merge(local.kept_name, local.lineage, local.marks)
}

build {
  sources = ["source.amazon-ebs.img-mgr"]

  provisioner "shell" {
    script          = "${path.root}/provision/prepare.sh"
    execute_command = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
  }

  provisioner "file" {
    source      = "${path.root}/provision/rootfs"
    destination = "/tmp/ami-bakery"
  }

  provisioner "file" {
    source      = "${path.root}/img-mgr/img_mgr"
    destination = "/tmp/ami-bakery"
  }

  provisioner "file" {
    source      = "${path.root}/img-mgr/requirements.txt"
    destination = "/tmp/ami-bakery/requirements.txt"
  }

  provisioner "file" {
    source      = var.package_lock
    destination = "/tmp/ami-bakery/packages.lock"
  }

  provisioner "shell" {
    scripts = [
      "${path.root}/provision/install.sh",
      "${path.root}/provision/check.sh",
      "${path.root}/provision/seal.sh",
    ]
    environment_vars = [
      "IMAGE=img-mgr",
      "IMAGE_VERSION=${var.version}",
      "IMAGE_COMMIT=${var.commit}",
      "SOURCE_AMI=${build.SourceAMI}",
      "SOURCE_AMI_NAME=${build.SourceAMIName}",
    ]
    execute_command = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
  }

  provisioner "file" {
    direction   = "download"
    source      = "/etc/ami-bakery/manifest.json"
    destination = "${var.image_manifests}/${source.name}.json"
  }

  post-processor "manifest" {
    output = "packer-manifest.json"
    custom_data = {
      version = var.version
      commit  = var.commit
    }
  }
}
