region         = "us-east-1"
tomcat_version = "9.0.75"
java_version   = "11"
service_file   = "tomcat.service"
