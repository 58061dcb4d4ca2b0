# A template with every corner of HCL's syntax that a scanner can trip over: } " {
// another comment with "quotes" and { braces
/* and one
   of several lines } */
packer {
  required_version = ">= 1.7.0, < 2.0.0"
  required_plugins {
    amazon = { version = ">= 1.2.8", source = "github.com/hashicorp/amazon" }
  }
}

variable "region" { default = "us-west-2" } // on one line
variable "version" {
  type        = string
  description = "with \"quotes\", {braces} and ${"nested ${"texts"}"}"
  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.version)) && length(var.version) > 0
    error_message = "A version has two numbers."
  }
}
variable password {
  type      = string
  sensitive = true
}
variable "tags" {
  type    = map(string)
  default = {
    Owner = "web"   # a comment in an object }
    Team  = "x"
  }
}
variable "maybe" {
  default = null
}
variable "notes" {
  default = <<-EOT
    A here document with } and " and # and
    variable "no" { default = "variable" }
    EOT
}
variables {
  old_style = "yes"
}

locals {
  stamp = formatdate("YYYYMMDD", timestamp())
  names = [for s in ["a", "b"] : upper(s) if s != "}"]
  size  = var.region == "us-west-2" ? 8 : 16
  text  = "%{ if true }{%{ else }}%{ endif } $${not} %%{either}"
}

data "amazon-ami" "base" {
  custom_endpoint_ec2 = var.endpoint
  owners              = ["136693071363"]
}

source "amazon-ebs" "web" {
  ami_name            = "web-${local.stamp}"
  custom_endpoint_ec2 = var.endpoint
  launch_block_device_mappings {
    device_name = "/dev/xvda"
  }
  tags = {
    "ami-bakery:version" = "${var.version}"
  }
}

source "amazon-ebs" "worker" {
  custom_endpoint_ec2 = "${var.endpoint}"
}

source "null" "local" {}

build {
  name = "bake"
  sources = [
    "source.amazon-ebs.web", # the first
    "amazon-ebs.worker",
  ]
  source "null.local" {
    name = "notes"
  }
  provisioner "shell" {
    inline = [
      "echo 'post-processor \"manifest\" {'",
      <<EOS
cat > /etc/x <<'INNER'
} # still text
INNER
EOS
    ]
  }
  post-processors {
    post-processor "manifest" {
      output = "${path.root}/out/${var.region}.json"
    }
    post-processor "checksum" {}
  }
  post-processor "manifest" {}
}
