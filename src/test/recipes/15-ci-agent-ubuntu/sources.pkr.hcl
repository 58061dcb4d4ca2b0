source "amazon-ebs" "base" {
  skip_create_ami = var.build_type == "dev" ? true : false
  ami_name        = "${local.image_name}-${var.image_version}-${local.now}"
  region          = var.aws_region

  spot_instance_types = local.spot_instance_types[var.architecture]
  spot_price          = "auto"

  source_ami_filter {
    filters = {
      name                = "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-${var.architecture}-server-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    most_recent = true
    owners      = ["099720109477"]
  }

  launch_block_device_mappings {
    delete_on_termination = true
    device_name           = "/dev/sda1"
    volume_size           = 50
    volume_type           = "gp3"
  }

  imds_support = "v2.0"
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  tags = {
    Name       = "${local.image_name}-Packer"
    version    = var.image_version
    scm_ref    = var.scm_ref
    build_type = var.build_type
    timestamp  = local.now
  }
}
