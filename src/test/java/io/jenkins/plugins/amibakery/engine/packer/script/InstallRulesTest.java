package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why the packages that a command installs may be others tomorrow. */
class InstallRulesTest {
    private static final Map<String, String> INPUTS = Map.of(
            "pinned.txt", "flask==3.0.3\n",
            "editable.txt", "flask==3.0.3\n-e git+https://github.com/acme/app.git@main#egg=app\n",
            "editable-pinned.txt", "--editable git+https://github.com/acme/app.git@4f2a9c01d3#egg=app\n",
            "nested.txt", "-r pinned.txt\ngunicorn==22.0.0\n",
            "nested-loose.txt", "flask==3.0.3\n-r editable.txt\n",
            "nested-gone.txt", "flask==3.0.3\n--requirement elsewhere.txt\n",
            "circle.txt", "-r circle.txt\nflask==3.0.3\n",
            "hashed.txt", "flask==3.0.3 --hash=sha256:ab\n",
            "Gemfile.lock", "GEM\n");

    private static List<String> why(String script) {
        return new FloatingScan(name -> Optional.ofNullable(INPUTS.get(name)))
                .script("setup.sh", 1, script, Map.of()).stream()
                        .map(Floating::why)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get install -y nginx curl=7.88.1-10 | nginx has no version",
                "apt-get install -y 'nginx=1.22.*' | nginx=1.22.* has no version",
                "apt-get install -y $PACKAGES | the packages it installs are known only when it runs",
                "apt-get build-dep nginx | nginx has no version",
                "aptitude safe-upgrade | 'safe-upgrade' takes the newest versions",
                "unattended-upgrade -d | 'unattended-upgrade' takes the newest versions",
                "apk add 'curl~=8.5' | curl~=8.5 has no version",
                "apk upgrade | 'upgrade' takes the newest versions",
                "dnf install -y nginx-mod-http | nginx-mod-http has no version",
                "yum groupinstall -y 'Development Tools' | which packages Development Tools stands for may change",
                "yum update-minimal --security | 'update-minimal' takes the newest versions",
                "zypper in docker | docker has no version",
                "zypper patch | 'patch' takes the newest versions",
                "pacman -Syu --noconfirm | 'pacman' takes the newest versions",
                "snap install aws-cli --channel latest/stable | aws-cli has no version",
                "brew install jq | jq has no version",
                "npm install | without a lock file it takes the newest versions that fit",
                "npm update | 'update' takes the newest versions",
                "npm install left-pad@^1.3.0 | left-pad@^1.3.0 has no version",
                "yarn | without a lock file it takes the newest versions that fit",
                "npx create-react-app app | create-react-app has no version",
                "gem install bundler | bundler has no version",
                "gem update --system | 'update' takes the newest versions",
                "bundle update | 'update' takes the newest versions",
                "composer install | no composer.lock is among the inputs",
                "composer require acme/app:^2 | acme/app:^2 has no version",
                "go install golang.org/x/tools/gopls@latest | golang.org/x/tools/gopls@latest has no version",
                "cargo install ripgrep | ripgrep has no version",
                "conda install -y -c conda-forge 'numpy>=1.26' | numpy>=1.26 has no version",
                "ansible-galaxy collection install community.general | community.general has no version",
                "ansible-galaxy collection install 'community.general:>=8.0.0' | community.general:>=8.0.0 has no version",
                "helm install web bitnami/nginx | web has no version",
                "pip install 'flask==3.*' | flask==3.* has no version",
                "pip install 'flask>=3,<4' | flask>=3,<4 has no version",
                "python3.11 -m pip install flask | flask has no version",
                "uv pip install flask | flask has no version",
                "pip install git+https://github.com/acme/app.git | git+https://github.com/acme/app.git has no version",
                "pip install -r elsewhere.txt"
                        + " | what elsewhere.txt asks for cannot be told: no such file is among the inputs",
                "pip install -r hashed.txt -r editable.txt | editable.txt gives no version for"
                        + " git+https://github.com/acme/app.git@main#egg=app",
                "pip install -r editable.txt | editable.txt gives no version for"
                        + " git+https://github.com/acme/app.git@main#egg=app",
                "pip install -r nested-loose.txt | nested-loose.txt gives no version for"
                        + " git+https://github.com/acme/app.git@main#egg=app",
                "pip install -r nested-gone.txt | nested-gone.txt gives no version for elsewhere.txt",
            })
    void whatTakesTheNewestIsSaidWhy(String command, String expected) {
        assertThat(why(command)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get -t bookworm-backports install -y nginx=1.24.0-1~bpo12+1 | what nginx=1.24.0-1~bpo12+1 depends on has no version",
                "apt-get install -y ./app_1.2.deb | what ./app_1.2.deb depends on has no version",
                "apk add curl=8.5.0-r0 | what curl=8.5.0-r0 depends on has no version",
                "dnf install -y nginx-1.24.0-1.el9 git-core-2:2.43.0 | what nginx-1.24.0-1.el9 depends on has no version",
                "dnf install -y https://example.com/agent-1.4.2.rpm | what https://example.com/agent-1.4.2.rpm depends on has no version",
                "zypper install docker=24.0.7 | what docker=24.0.7 depends on has no version",
                "npm install ./app.tgz | what ./app.tgz depends on has no version",
                "yarn add left-pad@1.3.0 | what left-pad@1.3.0 depends on has no version",
                "npx cowsay@1.6.0 hi | what cowsay@1.6.0 depends on has no version",
                "gem install bundler:2.5.10 | what bundler:2.5.10 depends on has no version",
                "composer require acme/app:2.1.0 | what acme/app:2.1.0 depends on has no version",
                "conda install -y -c conda-forge numpy=1.26.4 | what numpy=1.26.4 depends on has no version",
                "pip install -r pinned.txt | what pinned.txt depends on has no version",
                "pip install -r nested.txt | what nested.txt depends on has no version",
                "pip install -r circle.txt | what circle.txt depends on has no version",
                "pip install -r editable-pinned.txt | what editable-pinned.txt depends on has no version",
                "gem install bundler -v 2.5.10 | what bundler depends on has no version",
                "cargo install ripgrep --version 14.1.0 | what ripgrep depends on has no version",
                "pip install flask==3.0.3 | what flask==3.0.3 depends on has no version",
                "pip install -c pinned.txt flask | what flask depends on has no version",
            })
    void whatIsInstalledAlongWithAPinnedPackageIsNotPinned(String command, String expected) {
        assertThat(why(command)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apt-get update",
                "apt-get remove -y nginx",
                "apt-get install --download-only nginx",
                "apt-get -s install nginx",
                "dnf -y remove nginx",
                "rpm -i agent.rpm",
                "snap install core --revision 16202",
                "brew install postgresql@16.3.0",
                "npm ci",
                "npx --version",
                "pnpm install --frozen-lockfile",
                "bundle install",
                "go install ./cmd/app",
                "go install golang.org/x/tools/gopls@v0.15.3",
                "ansible-galaxy collection install community.general:8.0.1",
                "ansible-galaxy collection install community.general:==8.0.1",
                "ansible-galaxy role install geerlingguy.docker,7.1.0",
                "ansible-galaxy install -r requirements.yml",
                "helm install web bitnami/nginx --version 15.0.0",
                "pip install --no-deps -r pinned.txt",
                "pip install --no-deps flask==3.0.3",
                "pip install -r hashed.txt",
                "gem install --ignore-dependencies bundler:2.5.10",
                "cargo install ripgrep --version 14.1.0 --locked",
                "conda install --no-deps numpy=1.26.4",
                "pip list",
                "python3 -m venv /opt/app",
                "echo apt-get install nginx",
            })
    void whatNamesItsVersionsIsNot(String command) {
        assertThat(why(command)).isEmpty();
    }

    @Test
    void itMakesNoDifferenceWhatRunsTheCommand() {
        for (String before : List.of(
                "sudo",
                "sudo -n -E",
                "sudo -u root",
                "env A=1",
                "nice -n 10",
                "timeout 300",
                "timeout 5m",
                "DEBIAN_FRONTEND=noninteractive",
                "/usr/bin/env",
                "/usr/bin/sudo -n",
                "chroot /mnt",
                "! ",
                "time -p")) {
            assertThat(why(before + " apt-get install -y nginx")).as(before).containsExactly("nginx has no version");
        }
    }
}
