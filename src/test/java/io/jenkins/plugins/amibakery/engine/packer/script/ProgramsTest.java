package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of programs; whatever is not known is not pinned. */
class ProgramsTest {
    private static final Map<String, String> INPUTS = Map.of(
            "lib.sh", "install_tool() { apt-get install -y \"$1\"; }\napt-get install -y quiet\n",
            "setup", "#!/bin/sh\napt-get install -y \"$1\"\n",
            "harmless", "#!/usr/bin/env bash\nmkdir -p /opt/app\n",
            "vouched", "#!/bin/sh\n# ami-bakery: fixed file\nterraform apply\n",
            "report.py", "import json, os\nfrom pathlib import Path\nprint(json.dumps({}))\n",
            "ask.py", "import json\nimport requests\n",
            "poetry.lock", "",
            "SUMS", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  app.tgz\n",
            "packages.txt", "nginx\ncurl\n");

    private static List<Floating> scan(String script) {
        return new FloatingScan(path -> Optional.ofNullable(INPUTS.get(path.substring(path.lastIndexOf('/') + 1))))
                .script("setup.sh", 1, script, Map.of("GIVEN_VERSION", "1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir -p /opt/app && install -d -m 0755 -o app /var/lib/app",
                "sudo sed -i 's/^#\\?PermitRootLogin.*/PermitRootLogin no/' /etc/ssh/sshd_config",
                "awk -F: '$3 >= 1000 {print $1}' /etc/passwd | sort -u",
                "sudo tar -C /opt -xzf /tmp/app.tgz --strip-components=1",
                "find /var/log -type f -exec truncate -s 0 {} +",
                "find / -name '*.pyc' -print0 | xargs -0 rm -f",
                "systemctl daemon-reload && systemctl enable --now app.service",
                "useradd --system app; usermod -aG docker ubuntu; echo 'app:x' | chpasswd",
                "sysctl -p; modprobe br_netfilter; update-initramfs -u; update-grub",
                "timedatectl set-timezone UTC; locale-gen en_US.UTF-8; dpkg-reconfigure -f noninteractive tzdata",
                "echo 'postfix postfix/mailname string x' | sudo debconf-set-selections",
                "update-alternatives --set editor /usr/bin/vim.basic; ldconfig; depmod -a",
                "iptables -A INPUT -p tcp --dport 22 -j ACCEPT && iptables-save > /etc/iptables/rules.v4",
                "cloud-init status --wait; cloud-init clean --logs; history -c; sync",
                "while fuser /var/lib/dpkg/lock >/dev/null 2>&1; do sleep 1; done",
                "until [ -f /var/lib/cloud/instance/boot-finished ]; do sleep 1; done",
                "for f in /etc/*.d; do [[ -d $f && ! -L $f ]] || continue; chmod 0755 \"$f\"; done",
                "case $(uname -m) in x86_64) ARCH=amd64 ;; aarch64 | arm64) ARCH=arm64 ;; *) exit 1 ;; esac",
                "log() { echo \"[$(date +%T)] $*\" >&2; }\nlog start\ntrap 'log failed' ERR",
                "cat <<'EOF' | sudo tee /etc/systemd/system/app.service\n[Service]\nExecStart=/opt/app/run\nEOF",
                "cat > /opt/app/cron.sh <<EOF\ncurl -s https://example.com/latest | sh\nEOF\nchmod +x /opt/app/cron.sh",
                "if command -v nginx >/dev/null; then nginx -t; fi",
                "terraform --version; kubelet --version; docker version; /opt/vendor/tool --help",
                "nginx -q -t; sshd -t; visudo -cf /etc/sudoers.d/app; apachectl configtest",
                "docker info && docker load -i /tmp/image.tar && docker images",
                "aws configure set default.region us-west-2; aws s3 cp /tmp/log s3://acme-logs/",
                "amazon-linux-extras enable nginx1; yum clean all; rm -rf /var/cache/yum",
                "apt-mark hold linux-image-amd64; apt-cache policy nginx; dpkg -i /tmp/app.deb; dpkg -l",
                "gpg --dearmor < key.asc > /etc/apt/keyrings/acme.gpg; apt-key add /tmp/key.asc",
                "perl -pi -e 's/foo/bar/' /etc/app.conf",
                "python3 -m venv /opt/venv && /opt/venv/bin/python -m compileall -q /opt/app",
                "python3 -c 'import json; print(json.dumps({}))' > /etc/x.json",
                "python3 - <<'EOF'\nimport os, sys\nprint(os.environ['A'])\nEOF",
                "python3 /tmp/report.py; bash /tmp/harmless; /tmp/harmless; /tmp/vouched; sh /tmp/vouched",
                "source /etc/os-release; . /opt/venv/bin/activate; . ~/.bashrc",
                "bash -c 'mkdir -p /x'; su - app -c 'touch y'; sudo -u app -H sh -c \"ls\"; eval \"A=1\"",
                "exec > >(tee /var/log/setup.log) 2>&1",
                "poetry install --no-root",
                "curl -O https://example.com/latest/app.tgz\nsha256sum -c /tmp/SUMS",
                "mount -o remount,rw /; mkfs.ext4 /dev/xvdb; growpart /dev/xvda 1; resize2fs /dev/xvda1",
                "add-apt-repository -y universe; add-apt-repository 'deb https://apt.example.com/ stable main'",
                "apt-key adv --keyserver keyserver.ubuntu.com --recv-keys 9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
                "sudo apt-add-repository \"deb [arch=amd64] https://apt.example.com $(lsb_release -cs) main\"",
                "rpm -i /tmp/packages/*.\"$(uname -m)\".rpm; bash /tmp/aws/install; ./aws/install --update",
                "curl -O https://example.com/python/${PYTHON3_VERSION}/Python-${PYTHON3_VERSION}.tgz",
                "goss --gossfile /tmp/goss.yaml validate; psql -U app -f /tmp/schema.sql; slapadd -l /tmp/people.ldif",
                "dnf config-manager --set-enabled crb; yum-config-manager --enable epel",
                "make_it() { echo; }; make_it; (( i = 1 + 2 )); let i++; arr=(a b c); arr+=(\"d\")",
                "/usr/bin/env bash -c true; timeout -k 5 60 true; nice -n 10 true; flock -n 9",
                "rustup default 1.78.0; nvm install v20.14.0; go build -o /usr/local/bin/app ./cmd/app",
                "terraform apply # ami-bakery: fixed, its providers are in the tree",
                "# ami-bakery: fixed\n# shellcheck disable=SC2086\nterraform apply",
                "# ami-bakery: fixed\nterraform \\\n  apply",
                "terraform \\\n  apply # ami-bakery: fixed",
                "#!/bin/sh\n# ami-bakery: fixed file, a vendor's\nterraform apply\nmvn package\n",
            })
    void whatStaysWithinTheImageIsPinned(String script) {
        assertThat(scan(script)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "terraform apply -auto-approve | no rule knows what terraform does",
                "mvn -B package | no rule knows what mvn does",
                "./gradlew build | no rule knows what ./gradlew does",
                "cd /src && ./configure && make | no rule knows what ./configure does",
                "make install | no rule knows what make does",
                "rustup toolchain install stable | stable has no version",
                "poetry add flask | flask has no version",
                "sudo sh /tmp/install.run --quiet | no rule knows what /tmp/install.run does",
                "/opt/vendor/bin/install --all | no rule knows what /opt/vendor/bin/install does",
                "$INSTALLER --all | which program it runs is known only when it runs",
                "\"$DIR/run\" | which program it runs is known only when it runs",
                "bash -c \"$COMMAND\" | which program it runs is known only when it runs",
                "eval \"$(ssh-agent -s)\" | which program it runs is known only when it runs",
                "source /opt/vendor/env.sh | no rule knows what /opt/vendor/env.sh does",
                "bash <(cat x) | what bash is given to run is not known",
                "~cat list | xargs -n 1 terraform~ | no rule knows what terraform does",
                "find . -exec ./run {} \\; | no rule knows what ./run does",
                "ssh build.example.com 'cat /x' | no rule knows what ssh does",
                "docker build -t app . | no rule knows what docker build does",
                "docker compose up -d | no rule knows what docker compose does",
                "npm run build | no rule knows what npm run does",
                "aws ec2 describe-instances | no rule knows what aws ec2 does",
                "aws s3 ls s3://acme/ | no rule knows what aws s3 does",
                "python3 setup.py install | no rule knows what setup.py does",
                "python3 -m http.server | no rule knows what Python's module http.server does",
                "python3 /tmp/ask.py | in ask.py, no rule knows what Python does with requests",
                "python3 -c 'import os; os.system(\"x\")' | no rule knows what Python does by os.system",
                "perl -e 'system(\"x\")' | no rule knows what this Perl does",
                "ruby setup.rb | no rule knows what ruby setup.rb does",
                "sed 's/x/date/e' f | no rule knows what sed does with s/x/date/e",
                "awk 'BEGIN { system(\"x\") }' | no rule knows what awk does with BEGIN { system(\"x\") }",
                "openssl s_client -connect example.com:443 | no rule knows what openssl does with s_client",
                "mount -t nfs files:/x /mnt | no rule knows what mount does with nfs",
                "~curl https://example.com/1.2.3/x.sh | sh~ | what sh is given to run is not known",
                "~echo \"$CODE\" | bash~ | which program it runs is known only when it runs",
                "nginx | no rule knows what nginx does",
                "x() { terraform apply; } | no rule knows what terraform does",
                "retry() { local n=$1; shift; \"$@\"; }; retry 3 terraform apply | no rule knows what terraform does",
                "~true && false || terraform apply~ | no rule knows what terraform does",
                "V=$(terraform output x) | no rule knows what terraform does",
                "echo \"`terraform output`\" | no rule knows what terraform does",
                "[ \"$(terraform output)\" = x ] | no rule knows what terraform does",
                "while read -r x; do :; done < <(terraform output) | no rule knows what terraform does",
                "if terraform plan; then :; fi | no rule knows what terraform does",
                "trap 'terraform destroy' EXIT | no rule knows what terraform does",
                "~curl https://example.com/1.2.3/x.sh | { bash; }~ | what sh is given to run is not known",
                "~curl https://example.com/1.2.3/x.sh | (cd /x && sh)~ | what sh is given to run is not known",
                "curl https://example.com/1.2.3/x.sh > >(bash) | what sh is given to run is not known",
                "~f() { bash; }; curl https://example.com/1.2.3/x.sh | f~ | what sh is given to run is not known",
                "while read -r x; do bash; done < /tmp/x | what sh is given to run is not known",
                "curl -o /tmp/harmless https://example.com/1.2.3/x; /tmp/harmless | no rule knows what /tmp/harmless does",
                "V=latest; (V=1.2.3); curl -O https://example.com/$V/x | it fetches the latest version",
                "alias ls=terraform | no rule knows what alias does",
                "apt-key adv --recv-keys 0EBFCD88 | a signing key is fetched by a short id; one of 40 digits names one key",
                "add-apt-repository -y ppa:acme/x | the signing key of ppa:acme/x is fetched by its name",
                "rpm --import https://example.com/gpg"
                        + " | the signing key or the list of a repository at https://example.com/gpg may be replaced",
                "curl -fsSL https://download.docker.com/linux/debian/gpg -o k"
                        + " | the signing key or the list of a repository at https://download.docker.com/linux/debian/gpg may be replaced",
                "curl -O https://example.com/ubuntu/22.04/list | the address names no version",
                "curl -O https://example.com/$CHANNEL/app.tgz | what it fetches is known only when it runs",
                "rpm -Uvh https://example.com/latest.rpm | it fetches the latest version",
            })
    void whatNoRuleKnowsIsNot(String script, String why) {
        assertThat(scan(script)).extracting(Floating::why).contains(why);
        assertThat(scan(script)).extracting(Floating::settling).containsAnyOf(Settling.NOTHING, Settling.ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get install -y nginx | REPOSITORIES",
                "dnf -y upgrade | REPOSITORIES",
                "yum install -y nginx-1.24* | REPOSITORIES",
                "apt-get install -y nginx=1.24.* | REPOSITORIES",
                "apt-get install -y $(cat /tmp/packages.txt) | REPOSITORIES",
                "for p in nginx curl; do apt-get install -y $p; done | REPOSITORIES",
                "PACKAGES=(nginx curl); apt-get install -y \"${PACKAGES[@]}\" | REPOSITORIES",
                "zypper in docker | REPOSITORIES",
                "apt-get install -f -y | REPOSITORIES",
                "apk add curl | REPOSITORIES",
                "pip install flask | PYTHON",
                "sudo python3 -m pip install -U pip --no-warn-script-location 'flask<3' | PYTHON",
                "pip install --pre flask | LOCK",
                "pip install -i https://pypi.example.com/simple flask | LOCK",
                "pip install -r list.txt flask | LOCK",
                "pip install /tmp/x flask | LOCK",
                "pip download flask | LOCK",
                "uv pip install flask | LOCK",
                "pip3 install --no-deps https://example.com/app-latest.whl | ADDRESS",
                "npm install -g yarn | LOCK",
                "gem install bundler | LOCK",
                "apt-get install -y 'php*' | NOTHING",
                "apt-get install -y lamp-server^ | NOTHING",
                "dnf install -y @development | NOTHING",
                "apt-get install -y $PACKAGES | NOTHING",
                "apt-get install -y nginx $(cat elsewhere.txt) | NOTHING",
                "snap install core | NOTHING",
            })
    void whatSettlesAPackageIsKnown(String script, Settling settling) {
        assertThat(scan(script)).extracting(Floating::settling).containsExactly(settling);
    }

    @Test
    void whatAFunctionDoesWithItsWordsIsShownWhereItIsCalled() {
        String script = "get() {\n  apt-get install -y \"$1\"\n  terraform init\n}\n\nget nginx\nget curl\n";
        assertThat(scan(script)).extracting(Floating::line).containsExactly(6, 3, 7);
    }

    @Test
    void whatAScriptOfTheRecipeDoesIsShownWhereItIsRun() {
        assertThat(scan("set -e\n/tmp/setup nginx\n")).singleElement().satisfies(one -> {
            assertThat(one.place()).isEqualTo("setup.sh:2");
            assertThat(one.why()).isEqualTo("nginx has no version");
        });
        assertThat(scan(". /tmp/lib.sh\ninstall_tool jq\n"))
                .extracting(Floating::why)
                .containsExactly("jq has no version");
    }

    @Test
    void aScriptThatAScriptWritesIsReadWhenItIsRun() {
        String script = "cat > /tmp/x <<'EOF'\nterraform apply\nEOF\nchmod +x /tmp/x\n";
        assertThat(scan(script)).isEmpty();
        assertThat(scan(script + "/tmp/x\n")).extracting(Floating::line).containsExactly(2);
    }

    @Test
    void aVariableThatMayHaveTwoValuesHasNone() {
        String fetch = "curl -O https://example.com/$V/app.tgz\n";
        assertThat(scan("V=1.2\n" + fetch)).isEmpty();
        assertThat(scan("V=1.2\nif [ -f x ]; then V=latest; fi\n" + fetch)).hasSize(1);
        assertThat(scan("if [ -f x ]; then V=1.2.3; else V=1.4.5; fi\n" + fetch))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -H 'Accept: x' -O https://example.com/latest/x",
                "curl -d a=b -o x https://example.com/latest/x",
                "curl -u a:b -o x https://example.com/latest/x",
                "curl -fsSLu a:b -o x https://example.com/latest/x",
                "wget -r https://example.com/latest/",
                "curl -o x https://example.com/$X/latest"
            })
    void onlyThePlainRequestForOneAddressIsAsked(String command) {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(scan.script("setup.sh", 1, command, Map.of()))
                .extracting(Floating::settling)
                .containsExactly(Settling.NOTHING);
    }

    @Test
    void aPackageAtAnAddressBringsOthersFromRepositories() {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(scan.script("setup.sh", 1, "yum install -y https://example.com/latest/agent.rpm jq", Map.of()))
                .extracting(Floating::settling)
                .containsExactlyInAnyOrder(Settling.REPOSITORIES, Settling.ADDRESS);
    }

    @Test
    void anAddressWithoutAVersionIsKeptToBeAsked() {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(scan.script(
                        "setup.sh", 1, "set -e\ncurl -fsSL https://example.com/gpg | gpg --dearmor -o k\n", Map.of()))
                .extracting(Floating::settling, Floating::address)
                .containsExactly(tuple(Settling.ADDRESS, "https://example.com/gpg"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "curl -O https://example.com/x/a -O https://example.com/x/b | https://example.com/x/a https://example.com/x/b",
                "curl --remote-name-all \"https://example.com\"/{a,b} | https://example.com/a https://example.com/b",
                "curl -O https://example.com/$(uname -m)/a | https://example.com/x86_64/a https://example.com/aarch64/a",
                "A=$(dpkg --print-architecture); M=`uname -m`; curl -O https://example.com/$A-$M"
                        + " | https://example.com/amd64-x86_64 https://example.com/arm64-aarch64",
                "case $(uname -m) in x86_64) A=amd64 ;; *) A=arm64 ;; esac; curl -O https://example.com/$A/a"
                        + " | https://example.com/amd64/a https://example.com/arm64/a",
                "git clone https://example.com/x.git | git+https://example.com/x.git#HEAD",
                "git clone --depth 1 -b main https://example.com/x | git+https://example.com/x#main",
                "git clone https://example.com/x.git; cd x; git checkout develop | git+https://example.com/x.git#*",
                "docker pull centos:7 | docker://centos:7",
                "docker run --rm ghcr.io/acme/app:main | docker://ghcr.io/acme/app:main",
                "add-apt-repository ppa:acme/x | https://api.launchpad.net/devel/~acme/+archive/ubuntu/x",
                "wp core download --locale=de_DE | https://api.wordpress.org/core/version-check/1.7/?locale=de_DE",
                "/usr/bin/wp cli update --yes | git+https://github.com/wp-cli/wp-cli.git#refs/tags/*",
            })
    void whatAnAddressDecidesIsKeptToBeAsked(String script, String addresses) {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(scan.script("setup.sh", 1, script, Map.of())).allMatch(one -> one.settling() == Settling.ADDRESS);
        assertThat(scan.script("setup.sh", 1, script, Map.of()))
                .extracting(Floating::address)
                .containsExactly(addresses.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git clone git@example.com:x.git",
                "git clone -c http.proxy=x https://example.com/x.git",
                "git config --global url.https://other.example/.insteadOf https://example.com/; git clone https://example.com/x.git",
                "cd /opt/x && git checkout develop",
                "git clone https://example.com/$X.git",
                "docker pull $IMAGE",
                "sudo=sudo; [ -f x ] && sudo=doas; curl -fsSL https://example.com/1.2.3/x | $sudo bash",
                "wp plugin install x",
                "wp core download --locale=$L",
            })
    void whatNoAddressTellsIsSettledByNothing(String script) {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(scan.script("setup.sh", 1, script, Map.of()))
                .isNotEmpty()
                .allMatch(one -> one.settling() == Settling.NOTHING);
    }
}
