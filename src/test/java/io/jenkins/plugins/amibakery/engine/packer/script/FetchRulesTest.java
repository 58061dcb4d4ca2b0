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

/** Why what a command fetches may be another thing tomorrow; an AMI is reused only where no command says so. */
class FetchRulesTest {
    private static List<String> why(String script) {
        return new FloatingScan(name -> Optional.empty())
                .script("setup.sh", 1, script, Map.of()).stream()
                        .map(Floating::why)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl -O https://example.com/latest/app.tgz | it fetches the latest version",
                "curl -O https://example.com/app.tgz | the address names no version",
                "curl example.com/install.sh | the address names no version",
                "wget -i /tmp/list | the versions in its list may change",
                "git pull | it takes the latest commit",
                "git -C /opt/app pull --rebase | it takes the latest commit",
                "git submodule update --init --remote | it takes the latest commit",
                "git clone https://github.com/acme/app.git | no commit is checked out afterwards, so it takes the latest",
                "git clone --branch=develop https://github.com/acme/app.git | the branch develop moves",
                "git clone https://github.com/acme/app.git && git -C app checkout main"
                        + " | no commit is checked out afterwards, so it takes the latest",
                "svn co https://svn.example.com/app | it takes the latest revision",
                "hg clone https://hg.example.com/app | it takes the latest revision",
                "podman pull quay.io/acme/app | the image quay.io/acme/app changes whenever its tag is moved",
                "docker run --rm -d nginx:stable | the image nginx:stable changes whenever its tag is moved",
                "docker pull localhost:5000/app | the image localhost:5000/app changes whenever its tag is moved",
                "docker pull nginx:1 | the image nginx:1 changes whenever its tag is moved",
                "aws s3 cp s3://acme/app.tgz . | what is stored there may be replaced",
                "aws s3 cp --region us-west-2 s3://acme/app.tgz /opt/ | what is stored there may be replaced",
                "aws s3api get-object --bucket acme --key app.tgz app.tgz | what is stored there may be replaced",
                "aws secretsmanager get-secret-value --secret-id app | what is stored there may be replaced",
                "gsutil cp gs://acme/app.tgz . | what is stored there may be replaced",
                "az storage blob download -c acme -n app.tgz | what is stored there may be replaced",
                "scp deploy@build:/srv/app.tgz /opt/ | what another machine has may be replaced",
                "rsync -e ssh -a build:/srv/app/ /opt/app/ | what another machine has may be replaced",
            })
    void whatMovesIsSaidWhy(String command, String expected) {
        assertThat(why(command)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -o app.tgz https://example.com/app-1.4.2.tgz",
                "curl -H 'Accept: x' --retry 3 -fsSLo app.tgz https://example.com/v1.4.2/app.tgz",
                "curl https://example.com/app.tgz?versionId=3sL4kqtJlcpXroDTDmJ",
                "curl -o /dev/null https://example.com/",
                "curl -sfI https://example.com/latest",
                "curl --version",
                "curl http://[::1]:8080/health",
                "curl http://127.0.0.1/health",
                "wget --spider https://example.com/latest",
                "git status",
                "git clone -b v2.4.1 https://github.com/acme/app.git",
                "git clone --branch \"$TAG\" https://github.com/acme/app.git",
                "git clone https://github.com/acme/app.git && git -C app reset --hard 4f2a9c01d3",
                "svn co -r 1234 https://svn.example.com/app",
                "docker ps",
                "docker pull acme/app:v1.2.3-alpine",
                "docker run --rm --env MODE=test -v /a:/b nginx:1.25.5",
                "docker run --volume /a:/b --workdir /b --user 1000 node:20.14.0 npm test",
                "docker run --env-file app.env --label tier=web nginx@sha256:0f1c",
                "aws s3 cp app.tgz s3://acme/app.tgz",
                "aws s3api get-object --version-id x --bucket acme --key app.tgz app.tgz",
                "gcloud config list",
                "aws configure set region us-west-2",
                "scp /var/log/bake.log logs@collector:/srv/",
                "rsync -a /opt/app/ backup:/srv/app/",
                "rsync -a /opt/app/ /srv/app/",
                "echo curl https://example.com/latest",
            })
    void whatNamesOneThingOrFetchesNothingIsNot(String command) {
        assertThat(why(command)).isEmpty();
    }

    @Test
    void aSumThatIsComparedSettlesWhatWasFetched() {
        String sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        String fetch = "curl -fsSLO https://example.com/latest/app.tgz\n";

        assertThat(why(fetch + "echo '" + sum + "  app.tgz' | sha256sum --check"))
                .isEmpty();
        assertThat(why(fetch + "SUM=" + sum + "\necho \"$SUM *app.tgz\" | sudo sha256sum -c -"))
                .isEmpty();
        assertThat(why(fetch + "sha256sum -c <<EOF\n" + sum + "  app.tgz\nEOF\n"))
                .isEmpty();
        assertThat(why(fetch + "sha256sum app.tgz")).as("nothing is compared").hasSize(1);
        assertThat(why(fetch + "echo '" + sum + "  other.tgz' | sha256sum -c"))
                .as("another file")
                .hasSize(1);
        assertThat(why(fetch + "curl -O https://example.com/app.tgz.sha256\nsha256sum -c app.tgz.sha256"))
                .as("whoever replaces the file replaces the sum")
                .hasSize(2);
    }

    @Test
    void aScriptThatIsFetchedIsNotKnownUnlessItsSumIsCompared() {
        String sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        String fetch = "curl -o install.sh https://example.com/1.2.3/install.sh\n";

        assertThat(why(fetch + "bash install.sh")).containsExactly("no rule knows what install.sh does");
        assertThat(why(fetch + "echo '" + sum + " install.sh' | sha256sum -c\nbash install.sh"))
                .isEmpty();
        assertThat(why("curl https://example.com/1.2.3/install.sh | sudo -E bash -"))
                .containsExactly("what sh is given to run is not known");
    }
}
