source "amazon-ebs" "tomcat" {
  ami_name        = "tomcat-${var.tomcat_version}-java-${var.java_version}-amzn2"
  ami_description = "Tomcat ${var.tomcat_version} with Java ${var.java_version}"
  ami_groups = [
    "all"
  ]
  instance_type = "t2.micro"
  region        = var.region
  source_ami_filter {
    filters = {
      name                = "amzn2-ami-hvm-2.0.*-x86_64-gp2"
      virtualization-type = "hvm"
      root-device-type    = "ebs"
    }
    owners = [
      "amazon"
    ]
    most_recent = true
  }
  ssh_username = "ec2-user"
}
