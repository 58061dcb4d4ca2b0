store_version = "10.6.3"
