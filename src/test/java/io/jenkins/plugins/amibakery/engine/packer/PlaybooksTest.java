package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a playbook brings with it: what is missed here is missing in a bake key, and an AMI is reused that should not be. */
@Timeout(30)
class PlaybooksTest {
    @TempDir
    private Path directory;

    private InputTree tree;

    @Test
    void directoriesThatAnsibleLooksIntoBelongToIt() throws IOException {
        file("ansible/site.yml", "- hosts: all\n  roles: [web]\n");
        file("ansible/roles/web/tasks/main.yml", "- apt: name=nginx\n");
        file("ansible/group_vars/all.yml", "a: 1\n");
        file("ansible/notes/readme.txt", "no input\n");

        beside("ansible/site.yml");

        assertThat(names())
                .contains("ansible/roles/web/tasks/main.yml", "ansible/group_vars/all.yml")
                .doesNotContain("ansible/notes/readme.txt");
    }

    @Test
    void settingsBesideItAndWherePackerRunsBothCount() throws IOException {
        file("ansible/site.yml", "- hosts: all\n");
        file("ansible/ansible.cfg", "[defaults]\n");
        file("ansible.cfg", "[defaults]\n");

        beside("ansible/site.yml");

        assertThat(names()).contains("ansible/ansible.cfg", "ansible.cfg");
    }

    @Test
    void filesThatItIncludesAreFollowedAtAnyDepth() throws IOException {
        file("site.yml", "- import_playbook: 'web/web.yml'\n- include_tasks: common.yaml\n");
        file("web/web.yml", "- hosts: all\n  vars_files:\n    - secrets.yml\n    - ../common/base.yml\n");
        file("web/secrets.yml", "a: 1\n");
        file("common/base.yml", "b: 1\n");
        file("common.yaml", "- template: {src: motd.j2, dest: /etc/motd}\n");
        file("motd.j2", "hello\n");

        Set<String> further = beside("site.yml");

        assertThat(further).containsExactly("common.yaml", "common/base.yml", "web/secrets.yml", "web/web.yml");
        assertThat(names()).contains("motd.j2").containsAll(further);
    }

    @Test
    void playbooksThatIncludeEachOtherEnd() throws IOException {
        file("a.yml", "- import_playbook: b.yml\n");
        file("b.yml", "- import_playbook: a.yml\n- import_playbook: ./b.yml\n");

        assertThat(beside("a.yml")).containsExactly("a.yml", "b.yml");
    }

    @Test
    void whatIsSaidInACommentIsNotIncluded() throws IOException {
        file("a.yml", "# see old.yml\n- hosts: all\n");
        file("old.yml", "- hosts: all\n");

        assertThat(beside("a.yml")).isEmpty();
    }

    @Test
    void aNameThatLeadsNowhereIsNoInput() throws IOException {
        file("a.yml", "- include_vars: made-while-baking.yml\n- include_tasks: dir.yml\n");
        Files.createDirectories(directory.resolve("dir.yml"));

        assertThat(beside("a.yml")).isEmpty();
    }

    @Test
    void aPlaybookThatIsNotTextIsReadAsFarAsItGoes() throws IOException {
        Files.write(
                directory.resolve("a.yml"),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n', '-', ' ', 'b', '.', 'y', 'm', 'l'});
        file("b.yml", "- hosts: all\n");

        assertThat(beside("a.yml")).containsExactly("b.yml");
    }

    @Test
    void aPlaybookThatCannotBeReadIsNamedInOneLine() throws IOException {
        Files.createDirectories(directory.resolve("a.yml"));

        assertThatThrownBy(() -> beside("a.yml"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageStartingWith("provisioner 1 names '")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aLinkInARoleThatLeadsBackIsToldOfAndNotFollowed() throws IOException {
        file("site.yml", "- hosts: all\n");
        file("roles/web/tasks/main.yml", "- apt: name=nginx\n");
        Files.createSymbolicLink(directory.resolve("roles/web/loop"), directory.resolve("roles"));

        beside("site.yml");

        assertThat(names()).contains("roles/web/loop", "roles/web/tasks/main.yml");
    }

    private Set<String> beside(String playbook) {
        tree = new InputTree(directory.toAbsolutePath().normalize());
        return new Playbooks(tree, directory).beside(directory.resolve(playbook), "provisioner 1");
    }

    private List<String> names() {
        return tree.all().stream().map(InputFile::name).toList();
    }

    private void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
