variable "aws_profile" {
  type    = string
  default = "default"
}

variable "region" {
  type    = string
  default = "ap-southeast-2"
}

variable "instance_type" {
  type    = string
  default = "t4g.micro"
}

variable "company" {
  type    = string
  default = "agency"
}

variable "app" {
  type    = string
  default = "blog"
}
