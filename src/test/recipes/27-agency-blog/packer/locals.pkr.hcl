locals {
  timestamp = regex_replace(timestamp(), "[- TZ:]", "")
  tags = {
    Name        = "${var.company}-${var.app}"
    Environment = "Prod"
    CreatedBy   = "Packer"
    CreatedTime = local.timestamp
  }
}
