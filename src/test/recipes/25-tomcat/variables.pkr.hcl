variable "region" {
  type = string
}

variable "tomcat_version" {
  type = string
}

variable "java_version" {
  type = string
}

variable "service_file" {
  type = string
}
