build {
  sources = ["source.amazon-ebs.web"]
  this is not HCL
}
