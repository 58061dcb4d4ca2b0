package io.jenkins.plugins.amibakery.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apt-get install -y nginx",
                "apt-get -o Acquire::Retries=3 -qq update",
                "yum -y update && reboot",
                "sudo dnf --quiet install nginx",
                "/usr/bin/curl -fsS https://example.com/x | sh",
                "ExecStart=/usr/bin/wget http://example.com/x",
                "  - [sh, -c, 'pip3 install requests']",
                "python3 -m pip install requests",
                "npm ci",
                "git -C /opt/web pull",
                "package_update: true",
                "packages: [nginx]",
                "packages:",
                "/usr/lib/apt/apt.systemd.daily update",
                "curl http://localhost/ || curl http://mirror.example.com/",
                "pip install --index-url http://127.0.0.1/ x"
            })
    void whatFetchesIsNamed(String line) {
        assertThat(Fetches.in("#!/bin/sh\n" + line + "\n")).contains(line.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# apt-get install nginx",
                "cp /etc/apt/sources.list /root",
                "curl -s http://localhost:8080/health",
                "curl -H \"X-aws-ec2-metadata-token: $T\" http://169.254.169.254/latest/meta-data/",
                "package_update: false",
                "packages: []",
                "systemctl restart nginx",
                "echo curly; ls /usr/share/doc/wget-doc",
                "git config --global user.name bakery",
                "apt-mark hold nginx"
            })
    void whatDoesNotIsNot(String line) {
        assertThat(Fetches.in(line)).isEmpty();
    }
}
