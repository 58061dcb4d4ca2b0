build {
  name = "graph-store"

  sources = [
    "source.amazon-ebs.ubuntu_x86_64",
    "source.amazon-ebs.ubuntu_arm64"
  ]

  provisioner "file" {
    sources = [
      "./files/metrics.json",
      "./files/store.env",
      "./files/store.service",
    ]
    destination = "/tmp/"
  }

  provisioner "shell" {
    environment_vars = [
      "STORE_VERSION=${var.store_version}",
    ]
    execute_command = "{{ .Vars }} sudo -E bash '{{ .Path }}'"
    scripts = [
      "./files/1-packages.sh",
      "./files/2-upgrade.sh",
      "./files/3-store.sh",
    ]
  }

  post-processor "manifest" {
    output = "manifest.json"
    custom_data = {
      store_version = var.store_version
    }
  }
}
