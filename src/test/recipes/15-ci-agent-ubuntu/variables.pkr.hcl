variable "architecture" {
  type    = string
  default = "amd64"
}

variable "aws_region" {
  type    = string
  default = "us-east-2"
}

variable "build_type" {
  type        = string
  default     = "dev"
  description = "dev, staging or prod; no AMI is made in dev"
}

variable "image_version" {
  type    = string
  default = "0.0.1"
}

variable "locale" {
  type    = string
  default = "en_US.UTF-8"
}

variable "provision_env_file" {
  type    = string
  default = "./provisioning/tools-versions.yml"
}

variable "scm_ref" {
  type    = string
  default = "UNKNOWN"
}
