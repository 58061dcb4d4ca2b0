source "amazon-ebs" "rhel9-controller" {
  ami_name      = local.controller_name
  instance_type = "t2.medium"
  region        = "eu-west-2"
  vpc_filter {
    filters = {
      "tag:Name" : var.vpc_name
    }
  }
  subnet_filter {
    filters = {
      "tag:Name" : var.subnet_name
    }
  }
  source_ami_filter {
    filters = {
      name                = var.rhel_name_filter
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      architecture        = "x86_64"
    }
    most_recent = true
    owners      = ["309956199498"]
  }
  ssh_username = var.username
}

build {
  name = local.controller_name
  sources = [
    "source.amazon-ebs.rhel9-controller"
  ]
  provisioner "shell" {
    environment_vars = [
      "EPEL_URL=https://dl.fedoraproject.org/pub/epel/epel-release-latest-9.noarch.rpm",
      "MUNGE_DIR=/etc/munge",
      "SLURM_DIR=/etc/slurm",
      "LOG_DIR=/var/log"
    ]
    scripts = [
      "./provisioner_scripts/hpc.provisioner.sh",
      "./provisioner_scripts/hpc-cluster.provisioner.sh",
      "./provisioner_scripts/hpc-cluster-controller.provisioner.sh"
    ]
  }
}
