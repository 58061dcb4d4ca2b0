locals { timestamp = regex_replace(timestamp(), "[- TZ:]", "") }

source "amazon-ebs" "directory" {
  ami_name      = "alpine-directory-${local.timestamp}"
  instance_type = "t2.micro"
  region        = "us-east-1"

  source_ami_filter {
    filters = {
      name                = "alpine-3.17.2-x86_64-bios-cloudinit-r0"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    most_recent = true
    owners      = ["538276064493"]
  }
  ssh_username = "alpine"
}

build {
  sources = ["source.amazon-ebs.directory"]

  provisioner "file" {
    destination = "/tmp/DB_CONFIG"
    source      = "./DB_CONFIG"
  }

  provisioner "file" {
    destination = "/tmp/people.ldif"
    source      = "./people.ldif"
  }

  provisioner "file" {
    destination = "/tmp/ldap.conf"
    source      = "./ldap.conf"
  }

  provisioner "file" {
    destination = "/tmp/slapd.conf"
    source      = "./slapd.conf"
  }

  provisioner "file" {
    destination = "/tmp/admin.conf"
    source      = "./admin.conf"
  }

  provisioner "shell" {
    execute_command = "chmod +x {{ .Path }}; {{ .Vars }} doas {{ .Path }}"
    script          = "./script.sh"
  }
}
