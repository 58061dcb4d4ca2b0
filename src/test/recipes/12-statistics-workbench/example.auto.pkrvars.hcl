aws_region        = "eu-west-1"
r_series          = "40"
workbench_version = "2022.07.2-576"
