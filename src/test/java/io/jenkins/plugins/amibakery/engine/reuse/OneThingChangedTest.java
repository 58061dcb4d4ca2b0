package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.lockfile.SampleLock;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing is changed in a recipe or around it: is the key the same, and if not, is it that very thing that is said? */
class OneThingChangedTest {
    private static final String TEMPLATE = """
            {
              "_comment": "Bakes the web server.",
              "variables": {"size": "t3.small", "stage": "{{env `STAGE`}}", "build_number": "1", "bake_id": "", "token": "",
                            "unused": "x", "from_file": "default"},
              "sensitive-variables": ["token"],
              "builders": [
                {"type": "amazon-ebs", "name": "web", "region": "us-west-2", "ami_regions": ["eu-west-1"],
                 "source_ami_filter": {"filters": {"name": "debian-12-*"}, "owners": ["136693071363"], "most_recent": true},
                 "instance_type": "{{user `size`}}", "ami_name": "web-{{timestamp}}-{{user `build_number`}}",
                 "tags": {"Build": "{{user `build_number`}}", "Bake": "{{user `bake_id`}}"}},
                {"type": "amazon-ebs", "name": "db", "region": "us-west-2", "source_ami": "ami-0bbbbbbbbbbbbbbbb"}
              ],
              "provisioners": [
                {"type": "shell", "script": "setup.sh", "environment_vars": ["STAGE={{user `stage`}}", "TOKEN={{user `token`}}",
                 "FROM_FILE={{user `from_file`}}"]},
                {"type": "file", "source": "site", "destination": "/srv"},
                {"type": "shell", "only": ["db"], "script": "db.sh"}
              ],
              "post-processors": [{"type": "manifest", "output": "manifest.json"}]
            }
            """;

    @TempDir
    private Path folder;

    private KeyKitchen kitchen;

    @BeforeEach
    void prepare() {
        kitchen = kitchen(folder.resolve("job"));
    }

    private static KeyKitchen kitchen(Path folder) {
        KeyKitchen kitchen = new KeyKitchen(folder);
        kitchen.write("web.json", TEMPLATE);
        kitchen.write("setup.sh", "#!/bin/sh\necho setup\n");
        kitchen.write("db.sh", "#!/bin/sh\necho db\n");
        kitchen.write("site/index.html", "<p>Hello</p>\n");
        kitchen.write("site/css/site.css", "p {}\n");
        kitchen.write("site/old.html", "old\n");
        kitchen.link("site/current", "index.html");
        kitchen.write("vars.json", "{\"from_file\": \"one\", \"undeclared\": \"x\"}");
        kitchen.write("lists/deep/packages.txt", "nginx=1.22.1-9\n");
        kitchen.write("unrelated.txt", "nobody names me\n");
        return kitchen;
    }

    private static Arguments changed(String what, Consumer<KeyKitchen> change, String... lines) {
        return Arguments.of(Named.of(what, change), List.of(lines));
    }

    private static Arguments same(String what, Consumer<KeyKitchen> change) {
        return changed(what + ": nothing", change);
    }

    static Stream<Arguments> theTemplate() {
        return Stream.of(
                changed(
                        "a setting of a builder",
                        k -> k.replace(
                                "web.json",
                                "\"most_recent\": true}",
                                "\"most_recent\": true}, \"ebs_optimized\": true"),
                        "template builder web: ebs_optimized added: true"),
                changed(
                        "a setting from one value to another",
                        k -> k.replace("web.json", "\"destination\": \"/srv\"", "\"destination\": \"/var\""),
                        "template provisioner 2 (file): destination changed: /srv -> /var"),
                changed(
                        "a region more",
                        k -> k.replace("web.json", "[\"eu-west-1\"]", "[\"eu-west-1\", \"eu-central-1\"]"),
                        "distribution builder web: ami_regions changed: "),
                changed(
                        "who may use the image",
                        k -> k.replace(
                                "web.json", "\"ami_regions\"", "\"ami_users\": [\"123456789012\"], \"ami_regions\""),
                        "distribution builder web: ami_users added: "),
                changed(
                        "a tag more",
                        k -> k.replace("web.json", "\"tags\": {", "\"tags\": {\"Team\": \"web\", "),
                        "template builder web: tags changed: "),
                changed(
                        "a provisioner more",
                        k -> k.replace(
                                "web.json",
                                "\"destination\": \"/srv\"},",
                                "\"destination\": \"/srv\"}, {\"type\": \"shell\", \"inline\": [\"true\"], \"only\": [\"web\"]},"),
                        "template provisioner 3 (shell): inline added: ",
                        "template provisioner 3 (shell): script removed: db.sh",
                        "template provisioner 4 (shell): script added: db.sh",
                        "template provisioner 4 (shell): type added: shell"),
                changed(
                        "the order of files in a list",
                        k -> k.replace(
                                "web.json",
                                "[\"STAGE={{user `stage`}}\", \"TOKEN={{user `token`}}\",",
                                "[\"TOKEN={{user `token`}}\", \"STAGE={{user `stage`}}\","),
                        "template provisioner 1 (shell): environment_vars changed: "),
                same(
                        "blanks and line feeds in the template",
                        k -> k.edit(
                                "web.json", text -> text.replace("\n", "\n\n ").replace(": ", " :\t"))),
                same(
                        "the order of members of objects",
                        k -> k.replace(
                                "web.json",
                                "{\"type\": \"file\", \"source\": \"site\", \"destination\": \"/srv\"}",
                                "{\"destination\": \"/srv\", \"source\": \"site\", \"type\": \"file\"}")),
                same(
                        "the order of variables",
                        k -> k.replace(
                                "web.json",
                                "\"size\": \"t3.small\", \"stage\": \"{{env `STAGE`}}\"",
                                "\"stage\": \"{{env `STAGE`}}\", \"size\": \"t3.small\"")),
                same("a comment in the template", k -> k.replace("web.json", "Bakes the web server.", "Bakes it.")),
                same("the template's file name, of the same recipe", k -> {
                    k.move("web.json", "server.json");
                    k.template = Path.of("server.json");
                }));
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                changed(
                        "a variable that is given",
                        k -> k.variables.put("size", "t3.large"),
                        "variable size changed: \"t3.small\" -> \"t3.large\""),
                changed(
                        "a variable's default",
                        k -> k.replace("web.json", "t3.small", "t3.nano"),
                        "variable size changed: \"t3.small\" -> \"t3.nano\""),
                changed(
                        "a value in a var file",
                        k -> k.replace("vars.json", "one", "two"),
                        "variable from_file changed: \"one\" -> \"two\""),
                changed(
                        "a value of the environment, which is not shown",
                        k -> k.environment.put("STAGE", "qa"),
                        "secret stage changed"),
                changed(
                        "a secret, which is not shown",
                        k -> k.secrets.put("token", "another-value"),
                        "secret token changed"),
                changed(
                        "the key for secrets",
                        k -> k.secretKey = "another key, as long".getBytes(StandardCharsets.US_ASCII),
                        "secret stage changed",
                        "secret token changed"),
                same("a variable given as its default is", k -> k.variables.put("size", "t3.small")),
                same(
                        "the default of a variable that is given",
                        k -> k.replace("web.json", "\"from_file\": \"default\"", "\"from_file\": \"else\"")),
                same("the order in which variables are given", k -> {
                    k.variables.put("unused", "x");
                    k.variables.put("size", "t3.small");
                }),
                same("a variable that nothing refers to", k -> k.variables.put("unused", "y")),
                same(
                        "a value in a var file that the template does not declare",
                        k -> k.replace("vars.json", "\"x\"", "\"y\"")),
                same(
                        "a variable that is in tags and in the AMI's name alone",
                        k -> k.variables.put("build_number", "2")),
                same("the id of the bake", k -> k.bakeId = "20260202-120000-bbbbbbbb"),
                same("tags of the request", k -> k.tags.put("BuildUrl", "http://jenkins.example/job/1")),
                same("another variable of the environment", k -> k.environment.put("BUILD_NUMBER", "7")));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                changed(
                        "a byte of a script",
                        k -> k.replace("setup.sh", "setup\n", "set-up\n"),
                        "file setup.sh changed: 21 bytes, "),
                changed(
                        "a byte of a file in a directory",
                        k -> k.replace("site/css/site.css", "p {}", "p { }"),
                        "file site/css/site.css changed: 5 bytes, "),
                changed("a file's execute bit", k -> k.mode("setup.sh", "rwxr-xr-x"), "file setup.sh changed: "),
                changed(
                        "a file's name",
                        k -> k.move("site/old.html", "site/older.html"),
                        "file site/old.html removed: 4 bytes, ",
                        "file site/older.html added: 4 bytes, "),
                changed("a file more", k -> k.write("site/new.html", "new"), "file site/new.html added: 3 bytes, "),
                changed("a file less", k -> k.remove("site/old.html"), "file site/old.html removed: 4 bytes, "),
                changed(
                        "where a link points",
                        k -> k.link("site/current", "old.html"),
                        "link site/current changed: -> index.html -> -> old.html"),
                changed(
                        "a link instead of a file",
                        k -> {
                            k.remove("site/old.html");
                            k.link("site/old.html", "index.html");
                        },
                        "file site/old.html removed: 4 bytes, ",
                        "link site/old.html added: -> index.html"),
                changed(
                        "a file that nobody names",
                        k -> k.write("unrelated.txt", "changed"),
                        "file unrelated.txt changed: 16 bytes, "),
                changed(
                        "a file more that nobody names",
                        k -> k.write("ansible.cfg", "x"),
                        "file ansible.cfg added: 1 bytes, "),
                changed(
                        "a file's mode for group and others",
                        k -> k.mode("setup.sh", "rw-rw-r--"),
                        "file setup.sh changed: 21 bytes, "),
                same("what version control keeps", k -> k.write(".git/HEAD", "ref: refs/heads/x")),
                same("packer's manifest of the bake", k -> k.write("manifest.json", "{}")),
                same("packer's cache", k -> k.write("packer_cache/x.iso", "x")),
                changed(
                        "an empty directory more",
                        k -> {
                            k.write("site/empty/x", "");
                            k.remove("site/empty/x");
                        },
                        "directory site/empty added"),
                changed(
                        "a file of an input pattern",
                        k -> k.replace("lists/deep/packages.txt", "22", "24"),
                        "file lists/deep/packages.txt changed: "),
                changed(
                        "a file more for an input pattern",
                        k -> k.write("lists/more.txt", "x"),
                        "file lists/more.txt added: 1 bytes, "),
                same("a file's time", k -> touch(k.folder.resolve("setup.sh"))));
    }

    static Stream<Arguments> surroundings() {
        return Stream.of(
                changed(
                        "the base AMI",
                        k -> k.base = "ami-0cccccccccccccccc",
                        "base image of builder web changed: ami-0aaaaaaaaaaaaaaaa (debian"),
                changed(
                        "the base AMI's owner",
                        k -> k.owner = "999999999999",
                        "base image of builder db changed: ",
                        "base image of builder web changed: "),
                changed(
                        "packer's version",
                        k -> k.packer = new PackerVersion(1, 16, 0),
                        "packer version changed: 1.9.5 -> 1.16.0"),
                changed(
                        "the amazon plugin's version",
                        k -> k.plugin = "v1.8.2",
                        "plugin github.com/hashicorp/amazon changed: v1.2.0 -> v1.8.2"),
                changed("the recipe's name", k -> k.recipe = "shop", "recipe name changed: web -> shop"),
                changed("the lock file", k -> k.lock = Optional.of(SampleLock.lock()), "lock lock file added"),
                same(
                        "the region outside, as the template has one",
                        k -> k.region = Optional.of(new Region("eu-north-1"))));
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                changed(
                        "a script of another build, which lies beside the template",
                        k -> k.replace("db.sh", "db\n", "db2\n"),
                        "file db.sh changed: "),
                changed(
                        "another build's setting",
                        k -> k.replace("web.json", "ami-0bbbbbbbbbbbbbbbb", "ami-0dddddddddddddddd")),
                changed(
                        "a script of this build",
                        k -> k.replace("setup.sh", "setup\n", "set-up\n"),
                        "file setup.sh changed: "));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource({"theTemplate", "variables", "files", "surroundings"})
    void theKeyFollowsWhatChanged(Consumer<KeyKitchen> change, List<String> lines) {
        differ(change, lines);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("selections")
    void onlyTheSelectedBuildsCount(Consumer<KeyKitchen> change, List<String> lines) {
        kitchen.only = Set.of("web");
        differ(change, lines);
    }

    private void differ(Consumer<KeyKitchen> change, List<String> lines) {
        BakeKey before = kitchen.key();
        assertThat(before.floating()).isEmpty();
        change.accept(kitchen);
        BakeKey after = kitchen.key();
        List<String> changes = after.since(before).stream().map(KeyChange::line).toList();
        assertThat(changes).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(changes.get(i)).startsWith(lines.get(i));
        }
        assertThat(after.digest().equals(before.digest())).as("same digest").isEqualTo(lines.isEmpty());
        assertThat(String.join("\n", changes)).doesNotContain("s3cr3t").doesNotContain("another-value");
    }

    @Test
    void theKeyIsTheSameInAnotherWorkspace() {
        KeyKitchen elsewhere = kitchen(folder.resolve("another/workspace@2"));
        assertThat(elsewhere.key()).isEqualTo(kitchen.key());
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
