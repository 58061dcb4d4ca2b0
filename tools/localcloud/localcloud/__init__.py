"""A cloud for one machine: the EC2 API of moto, with instances that really boot."""
