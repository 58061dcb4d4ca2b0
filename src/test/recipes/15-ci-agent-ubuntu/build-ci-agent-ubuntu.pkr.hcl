build {
  source "amazon-ebs.base" {
    name         = "ubuntu"
    ssh_username = "ubuntu"
  }

  provisioner "file" {
    source      = "./provisioning/authorize-key.sh"
    destination = "/tmp/authorize-key.sh"
  }

  provisioner "file" {
    source      = "./gpg-keys"
    destination = "/tmp/gpg-keys"
  }

  provisioner "shell" {
    environment_vars = local.provisioning_env_vars
    execute_command  = "chmod +x {{ .Path }}; {{ .Vars }} sudo -E bash '{{ .Path }}'"
    script           = "./provisioning/ubuntu.sh"
  }

  provisioner "file" {
    source      = "./tests/goss.yaml"
    destination = "/tmp/goss.yaml"
  }

  provisioner "shell" {
    execute_command  = "{{ .Vars }} sudo -E su - ci -c \"bash -eu '{{ .Path }}'\""
    environment_vars = local.provisioning_env_vars
    inline = [
      "goss --version",
      "goss --gossfile /tmp/goss.yaml validate",
    ]
  }
}
