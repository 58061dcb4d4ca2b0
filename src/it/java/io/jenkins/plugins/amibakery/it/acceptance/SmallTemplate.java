package io.jenkins.plugins.amibakery.it.acceptance;

/** A template whose bake takes seconds. Its provisioner counts aloud, a number a second. */
final class SmallTemplate {
    /**
     * Variables: {@code ticks}, how far it counts; {@code secret}, which it says aloud; {@code pause}, how long packer waits before it
     * connects.
     */
    static final String TEXT = """
            {
              "variables": {"region": "us-west-2", "ec2_endpoint": "", "subnet_id": "", "bake_id": "", "secret": "", "ticks": "4", "pause": "0s"},
              "sensitive-variables": ["secret"],
              "builders": [{
                "type": "amazon-ebs",
                "name": "web",
                "region": "{{user `region`}}",
                "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
                "source_ami_filter": {
                  "filters": {"name": "debian-12-amd64-*"},
                  "owners": ["136693071363"],
                  "most_recent": true
                },
                "instance_type": "t3.small",
                "subnet_id": "{{user `subnet_id`}}",
                "ssh_username": "admin",
                "ssh_timeout": "2m",
                "pause_before_connecting": "{{user `pause`}}",
                "ami_name": "small-{{uuid}}",
                "run_tags": {"ami-bakery:bake-id": "{{user `bake_id`}}"},
                "tags": {"ami-bakery:bake-id": "{{user `bake_id`}}"}
              }],
              "provisioners": [{
                "type": "shell",
                "inline": ["for i in $(seq {{user `ticks`}}); do echo tick $i; sleep 1; done; echo the secret is {{user `secret`}}"]
              }],
              "post-processors": [{"type": "manifest"}]
            }
            """;

    private SmallTemplate() {}
}
