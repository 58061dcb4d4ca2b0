packer {
  required_version = ">= 1.9.0, < 2.0.0"
  required_plugins {
    amazon = {
      version = "1.8.3"
      source  = "github.com/hashicorp/amazon"
    }
  }
}
