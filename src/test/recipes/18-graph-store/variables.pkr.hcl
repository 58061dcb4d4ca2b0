variable "store_version" {
  type        = string
  description = "Version of the store"
}

variable "build_region" {
  type    = string
  default = "us-east-1"
}

variable "ami_regions" {
  type    = list(string)
  default = ["us-east-1"]
}

variable "source_ami_owners" {
  type    = list(string)
  default = ["099720109477"]
}

variable "name_filter_x86_64" {
  type    = string
  default = "ubuntu/images/hvm-ssd*/ubuntu-*-24.04-amd64-server-*"
}

variable "name_filter_arm64" {
  type    = string
  default = "ubuntu/images/hvm-ssd*/ubuntu-*-24.04-arm64-server-*"
}

variable "instance_type_x86_64" {
  type    = string
  default = "t3.small"
}

variable "instance_type_arm64" {
  type    = string
  default = "t4g.small"
}

variable "tags" {
  type    = map(string)
  default = {}
}
