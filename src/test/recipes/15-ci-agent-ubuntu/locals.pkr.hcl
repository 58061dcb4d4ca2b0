locals {
  now        = formatdate("YYYYMMDDhhmmss", timestamp())
  image_name = format("ci-agent-ubuntu-22.04-%s", var.architecture)

  spot_instance_types = {
    "amd64" = ["t3.xlarge", "t3a.xlarge"]
    "arm64" = ["t4g.xlarge"]
  }

  provisioning_env_vars = concat(
    [for key, value in yamldecode(file(var.provision_env_file)) : "${upper(key)}=${value}"],
    [for key, value in yamldecode(file("./jdks.yaml")) : "${upper(key)}=${value}"],
    [
      "JDKS=17 21",
      "ARCHITECTURE=${var.architecture}",
      "LANG=${var.locale}",
      "LC_ALL=${var.locale}",
    ],
  )
}
