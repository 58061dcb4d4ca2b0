locals {
  ami_name = "container-host-al2023-${var.release}-kernel-6.1-x86_64"
}

source "amazon-ebs" "al2023" {
  ami_name        = local.ami_name
  ami_description = "Amazon Linux 2023 container host ${var.release}"
  instance_type   = "c5.large"
  region          = var.region
  launch_block_device_mappings {
    volume_size           = 30
    delete_on_termination = true
    volume_type           = "gp3"
    device_name           = "/dev/xvda"
  }
  source_ami_filter {
    filters = {
      name = var.source_ami_al2023
    }
    owners             = ["amazon"]
    most_recent        = true
    include_deprecated = true
  }
  ssh_interface = "public_ip"
  ssh_username  = "ec2-user"
  tags = {
    os_version      = "Amazon Linux 2023"
    source_ami_name = "{{ .SourceAMIName }}"
    agent_version   = var.agent_version
  }
}

build {
  sources = ["source.amazon-ebs.al2023"]

  provisioner "file" {
    source      = "files/90_host.cfg"
    destination = "/tmp/90_host.cfg"
  }

  provisioner "shell" {
    inline_shebang = "/bin/sh -ex"
    inline = [
      "sudo mv /tmp/90_host.cfg /etc/cloud/cloud.cfg.d/90_host.cfg",
      "sudo chown root:root /etc/cloud/cloud.cfg.d/90_host.cfg"
    ]
  }

  provisioner "shell" {
    script = "scripts/motd.sh"
  }

  provisioner "shell" {
    inline_shebang = "/bin/sh -ex"
    inline = [
      "sudo dnf update -y --releasever=latest"
    ]
  }

  provisioner "file" {
    source      = "additional-packages/"
    destination = "/tmp/additional-packages"
  }

  provisioner "shell" {
    inline_shebang = "/bin/sh -ex"
    inline = [
      "sudo dnf install -y ${local.packages}",
      "sudo dnf swap -y gnupg2-minimal gnupg2-full"
    ]
  }

  provisioner "shell" {
    script = "scripts/install-docker.sh"
    environment_vars = [
      "DOCKER_VERSION=${var.docker_version}",
      "CONTAINERD_VERSION=${var.containerd_version}",
      "RUNC_VERSION=${var.runc_version}"
    ]
  }

  provisioner "shell" {
    script = "scripts/install-agent.sh"
    environment_vars = [
      "REGION=${var.region}",
      "AGENT_VERSION=${var.agent_version}",
      "AGENT_REVISION=${var.agent_revision}"
    ]
  }

  provisioner "shell" {
    script = "scripts/install-additional-packages.sh"
  }

  provisioner "file" {
    source      = "files/session-agent.gpg"
    destination = "/tmp/session-agent.gpg"
  }

  provisioner "shell" {
    script = "scripts/install-session-binaries.sh"
    environment_vars = [
      "REGION=${var.region}",
      "SESSION_VERSION=${var.session_version}"
    ]
  }

  provisioner "shell" {
    inline_shebang = "/bin/sh -ex"
    inline = [
      "sudo usermod -a -G docker ec2-user"
    ]
  }

  provisioner "shell" {
    script = "scripts/cleanup.sh"
  }
}
