package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as provisioning scripts have them. */
class FloatingScanTest {
    private static final Map<String, String> INPUTS = Map.of(
            "requirements.txt", "flask==3.0.3\ngunicorn==22.0.0  # web\n",
            "loose.txt", "flask>=3\n",
            "index.txt", "--index-url https://pypi.example.com/\nflask==3.0.3\n",
            "constraints.txt", "flask==3.0.3\nwerkzeug==3.0.3\n");

    private static List<Floating> scan(String script) {
        return new FloatingScan(path -> Optional.ofNullable(INPUTS.get(path.substring(path.lastIndexOf('/') + 1))))
                .script("setup.sh", 1, script, Map.of("PKG_VERSION", "1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apt-get install -y nginx",
                "sudo apt-get -qq -y install nginx curl=7.88.1-10",
                "sudo DEBIAN_FRONTEND=noninteractive apt-get install --no-install-recommends -y -o Dpkg::Options::=--force-confold jq",
                "sudo -E -n apt-get -y dist-upgrade",
                "apt update && apt upgrade -y",
                "if ! command -v jq; then apt-get install -y jq; fi",
                "apt-get install -y $PACKAGES",
                "apt-get install -y $(cat packages.txt)",
                "for p in a b; do apt-get install -y \"$p\"; done",
                "yum -y update",
                "sudo yum install -y amazon-cloudwatch-agent",
                "sudo dnf install -y 'nginx-1.24*'",
                "dnf -y --setopt=install_weak_deps=False install git",
                "sudo yum install -y https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/linux_amd64/amazon-ssm-agent.rpm",
                "sudo amazon-linux-extras install -y docker",
                "apk add --no-cache curl",
                "zypper --non-interactive install docker",
                "pip install flask",
                "pip3 install --upgrade pip setuptools",
                "sudo python3 -m pip install 'boto3>=1.26'",
                "pip install -r /tmp/loose.txt",
                "pip install -r nowhere.txt",
                "pip install git+https://github.com/pallets/flask.git@main",
                "pip install /tmp/app",
                "pipx install poetry",
                "npm install -g yarn",
                "npm install",
                "npm i -g pm2@latest",
                "yarn global add serve",
                "gem install bundler",
                "bundle install",
                "go install github.com/mikefarah/yq/v4@latest",
                "cargo install ripgrep",
                "snap install aws-cli --classic",
                "choco install -y git",
                "ansible-galaxy install geerlingguy.docker",
                "curl -fsSL https://get.docker.com | sh",
                "curl -sSL https://deb.nodesource.com/setup_lts.x | sudo -E bash -",
                "curl \"https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip\" -o awscliv2.zip",
                "wget -qO- https://raw.githubusercontent.com/nvm-sh/nvm/master/install.sh | bash",
                "wget https://github.com/prometheus/node_exporter/releases/latest/download/node_exporter.tar.gz",
                "TAG=$(curl -s https://api.github.com/repos/docker/compose/releases/latest | jq -r .tag_name)",
                "bash <(curl -Ss https://my-netdata.io/kickstart.sh)",
                "echo \"`curl -s https://example.com/list.txt`\"",
                "git clone https://github.com/ohmyzsh/ohmyzsh.git",
                "git clone -b main https://github.com/acme/app.git /opt/app",
                "cd /opt/app && git pull --rebase",
                "docker pull nginx",
                "sudo docker run -d --name web -p 80:80 nginx:latest",
                "aws s3 sync s3://acme-artifacts/app /opt/app",
                "aws s3 cp s3://acme-artifacts/app/latest.tar.gz .",
                "aws ssm get-parameter --name /app/config --with-decryption",
                "Invoke-WebRequest -Uri https://example.com/agent.msi -OutFile agent.msi",
                "Install-Module -Name AWSPowerShell -Force",
                "rsync -a deploy@build.example.com:/srv/app/ /opt/app/",
                "bash <<EOF\napt-get install -y nginx\nEOF",
            })
    void whatInstallsOrFetchesTheNewestFloats(String script) {
        assertThat(scan(script)).isNotEmpty().allSatisfy(one -> {
            assertThat(one.file()).isEqualTo("setup.sh");
            assertThat(one.why()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\nset -eu\n# apt-get install nginx",
                "apt-get update",
                "apt-get -y remove nginx && apt-get -y autoremove && apt-get clean",
                "yum clean all",
                "pip install --no-index --find-links /tmp/wheels app",
                "pip install --no-deps /tmp/app-1.0-py3-none-any.whl",
                "pip install --require-hashes -r elsewhere.txt",
                "npm ci --omit=dev",
                "yarn install --frozen-lockfile",
                "go install github.com/mikefarah/yq/v4@v4.44.1",
                "cargo install ripgrep --version 14.1.0 --locked",
                "curl -fsSLo node.tar.xz https://nodejs.org/dist/v20.14.0/node-v20.14.0-linux-x64.tar.xz",
                "curl -fsSL https://example.com/app.tar.gz -o app.tar.gz\necho '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  app.tar.gz' | sha256sum -c -",
                "curl -sf http://localhost:8080/health",
                "curl -s http://169.254.169.254/latest/meta-data/instance-id",
                "curl -sI https://example.com/",
                "wget https://releases.hashicorp.com/vault/1.16.2/vault_1.16.2_linux_amd64.zip",
                "VERSION=1.16.2\nwget \"https://releases.hashicorp.com/vault/${VERSION}/vault_${VERSION}_linux_amd64.zip\"",
                "wget https://example.com/app-${PKG_VERSION}.tgz",
                "git clone https://github.com/acme/app.git && cd app && git checkout 4f2a9c01d3",
                "git clone --depth 1 --branch v2.4.1 https://github.com/acme/app.git",
                "docker pull nginx:1.25.5",
                "docker pull nginx@sha256:0f1c",
                "aws s3 cp s3://acme-artifacts/app/app-1.4.2.tar.gz .",
                "aws s3 cp /var/log/bake.log s3://acme-logs/",
                "echo 'run: apt-get install nginx'",
                "cat >/etc/cron.daily/update <<'EOF'\napt-get update && apt-get -y upgrade\nEOF\nchmod +x /etc/cron.daily/update",
                "curl https://example.com/key.gpg | apt-key add -  # ami-bakery: fixed, the key does not change",
                "# ami-bakery: fixed\napt-get install -y nginx",
                "systemctl enable --now nginx",
            })
    void whatNamesOneThingDoesNot(String script) {
        assertThat(scan(script)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'NGINX=1.22.1-9\napt-get install -y nginx=$NGINX' | REPOSITORIES",
                "apt-get install -y nginx=1.22.1-9 curl=7.88.1-10+deb12u5 | REPOSITORIES",
                "apt-get install -y /tmp/app.deb ./other.deb | REPOSITORIES",
                "yum install -y nginx-1.24.0-1.el9.x86_64 git-core-2.43.0 | REPOSITORIES",
                "apk add curl=8.5.0-r0 | REPOSITORIES",
                "pip install flask==3.0.3 gunicorn[gevent]==22.0.0 | PYTHON",
                "pip install --no-cache-dir -r /tmp/upload/requirements.txt | PYTHON",
                "pip install -c constraints.txt flask | PYTHON",
                "pip install --index-url https://pypi.example.com/ flask==3.0.3 | LOCK",
                "pip install -r /tmp/upload/index.txt | LOCK",
                "pip install git+https://github.com/pallets/flask.git@2f0c62f5e6e290843f03c1fa70817c7a3c7fd661 | LOCK",
                "npm install -g yarn@1.22.22 @angular/cli@17.3.8 | LOCK",
                "gem install bundler -v 2.5.10 | LOCK",
            })
    void whatAPinnedPackageDependsOnIsSettledAsIfItWereNamed(String script, Settling settling) {
        assertThat(scan(script)).extracting(Floating::settling).containsExactly(settling);
        assertThat(scan(script)).extracting(Floating::why).allMatch(why -> why.endsWith(" depends on has no version"));
    }

    @Test
    void theLineIsThatOnWhichTheCommandBegins() {
        List<Floating> found =
                scan("#!/bin/sh\nset -e\n\napt-get install -y \\\n    nginx \\\n    curl\npip install flask\n");
        assertThat(found).extracting(Floating::line).containsExactly(4, 7);
        assertThat(found.get(0).why()).isEqualTo("nginx has no version");
        assertThat(found.get(0).text()).isEqualTo("apt-get install -y nginx curl");
    }

    @Test
    void aLockFileSettlesPackagesAndNotWhatIsFetched() {
        List<Floating> found = scan("apt-get install -y nginx\ncurl -O https://example.com/latest/app.tgz\n");
        assertThat(found).extracting(Floating::settling).containsExactly(Settling.REPOSITORIES, Settling.ADDRESS);
    }

    @Test
    void anAnnouncementHoldsForOneLineAlone() {
        assertThat(scan("# ami-bakery: fixed\napt-get install -y nginx\napt-get install -y curl\n"))
                .extracting(Floating::line)
                .containsExactly(3);
    }

    @Test
    void ansiblesTasksAreRead() {
        String playbook = """
                - hosts: all
                  tasks:
                    - name: web server
                      ansible.builtin.apt:
                        name: [nginx=1.22.1-9, curl]
                    - apt: name=jq state=latest
                    - yum: {name: git-2.43.0, state: present}
                    - pip: {name: flask, version: 3.0.3}
                    - git: {repo: 'https://github.com/acme/app.git', dest: /opt/app}
                    - get_url: {url: 'https://example.com/latest.tgz', dest: /tmp}
                    - shell: |
                        echo first
                        curl -sSL https://get.docker.com | sh
                """;
        assertThat(AnsibleScan.tasks("site.yml", playbook, new FloatingScan(path -> Optional.empty())))
                .extracting(Floating::line)
                .containsExactly(4, 6, 7, 8, 9, 10, 13, 13);
    }

    @Test
    void rolesOfAnsibleGalaxyNeedVersions() {
        String wanted = "roles:\n  - name: geerlingguy.docker\n    version: 7.1.0\n  - src: geerlingguy.pip\n";
        assertThat(AnsibleScan.requirements("requirements.yml", wanted, "geerlingguy.docker"::equals))
                .extracting(Floating::line)
                .containsExactly(4);
        assertThat(AnsibleScan.requirements("requirements.yml", wanted, any -> false))
                .extracting(Floating::why)
                .contains("no rule knows what the role geerlingguy.docker does: it is not in the checkout");
    }
}
