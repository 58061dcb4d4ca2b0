packer {
  required_plugins {
    amazon = {
      version = "=1.8.3"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

source "amazon-ebs" "agent" {
  ami_name              = "Farm agent"
  instance_type         = "t3.xlarge"
  force_deregister      = true
  force_delete_snapshot = true
  region                = "us-east-2"
  source_ami_filter {
    filters = {
      name                = "*amzn2-ami-hvm-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      architecture        = "x86_64"
    }
    most_recent = true
    owners      = ["amazon"]
  }
  ssh_username = "ec2-user"
  tags = {
    billing = "test-farm"
  }
  run_tags = {
    billing = "test-farm"
  }
  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_size           = 100
    volume_type           = "gp3"
    delete_on_termination = true
  }
  vpc_filter {
    filters = {
      "tag:Name" : "farm"
    }
  }
  subnet_filter {
    filters = {
      "tag:Name" : "farm-b"
    }
    random = true
  }
}

source "amazon-ebs" "arm-agent" {
  ami_name              = "Farm agent ARM"
  instance_type         = "t4g.xlarge"
  force_deregister      = true
  force_delete_snapshot = true
  region                = "us-east-2"
  source_ami_filter {
    filters = {
      name                = "*amzn2-ami-hvm-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
      architecture        = "arm64"
    }
    most_recent = true
    owners      = ["amazon"]
  }
  ssh_username = "ec2-user"
  tags = {
    billing = "test-farm"
  }
  run_tags = {
    billing = "test-farm"
  }
  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_size           = 100
    volume_type           = "gp3"
    delete_on_termination = true
  }
  vpc_filter {
    filters = {
      "tag:Name" : "farm"
    }
  }
  subnet_filter {
    filters = {
      "tag:Name" : "farm-b"
    }
    random = true
  }
}

build {
  name = "test-farm"
  sources = [
    "source.amazon-ebs.agent",
    "source.amazon-ebs.arm-agent"
  ]
  provisioner "ansible" {
    playbook_file = "./ansible/agent.yml"
  }
}
