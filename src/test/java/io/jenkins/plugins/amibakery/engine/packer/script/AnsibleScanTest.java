package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AnsibleScanTest {
    @Test
    void requirementsWithoutAVersionFloat() {
        assertThat(AnsibleScan.requirements(
                        "requirements.yml", "- src: geerlingguy.docker\n- {src: x, version: 1.0.0}\n", "x"::equals))
                .singleElement()
                .extracting(Floating::line)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: &a [*a]",
                "--- {a: 1}\n--- {b: 1}\n",
                "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\n"
                        + "e: &e [*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f]\n"
            })
    void whatCannotBeReadIsNotTakenForPinned(String text) {
        assertThat(AnsibleScan.requirements("requirements.yml", text, role -> true))
                .singleElement()
                .extracting(Floating::why)
                .asString()
                .startsWith("it could not be read: requirements.yml");
    }

    private static List<Floating> scan(String tasks) {
        return AnsibleScan.tasks("roles/web/tasks/main.yml", tasks, new FloatingScan(path -> Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- copy: {src: a, dest: /a}\n- ansible.builtin.template: {src: a.j2, dest: /a}\n- file: path=/a state=directory",
                "- name: x\n  service: {name: nginx, state: started}\n  when: a is defined\n  notify: y\n  become: yes\n  tags: [z]",
                "- hosts: all\n  gather_facts: no\n  vars: {shell: x, terraform: y}\n  roles: [web]\n  tasks:\n  - debug: msg=x",
                "- block:\n  - command: mkdir /x\n    args: {creates: /x}\n  rescue:\n  - fail: msg=x\n  always:\n  - meta: noop",
                "- import_playbook: other.yml\n- include_role: {name: web}\n- include_tasks: x.yml\n- import_tasks: y.yml",
                "- apt: {update_cache: yes, cache_valid_time: 3600}\n- apt: {name: nginx, state: absent}\n- apt: {autoremove: yes}",
                "- get_url: {url: 'https://example.com/latest.tgz', dest: /x, checksum: 'sha256:abc'}",
                "- get_url: {url: 'https://example.com/app-{{ app_version }}.tgz', dest: /x}",
                "- unarchive: {src: app.tgz, dest: /opt}\n- uri: {url: 'http://localhost:8080/health'}",
                "- git: {repo: 'https://example.com/x.git', dest: /x, version: v1.2.3}",
                "- git: {repo: 'https://example.com/x.git', dest: /x, version: '{{ commit }}'}",
                "- apt_repository: {repo: 'deb https://example.com/ stable main'}",
                "- apt_key: {keyserver: keyserver.ubuntu.com, id: 9DC858229FC7DD38854AE2D88D81803C0EBFCD88}",
                "- shell: systemctl daemon-reload && sysctl -p\n- command: {cmd: mkdir -p /x}\n- command: {argv: [mkdir, '{{ x }}']}",
                "- community.docker.docker_image: {name: 'nginx:1.25.5', source: pull}",
                "- copy: {content: \"{{ lookup('file', 'x') }} {{ lookup('env', 'Y') }}\", dest: /x}",
                "- debug: msg={{ item }}\n  with_items: [a]\n- debug: msg=x\n  with_fileglob: ['*.conf']",
                "- terraform: {project_path: x} # ami-bakery: fixed",
                "# ami-bakery: fixed, ours\n- name: x\n  our_module: {a: b}",
                "# ami-bakery: fixed file\n- our_module: {a: b}\n- apt: name=nginx",
            })
    void tasksThatStayWithinTheImageArePinned(String tasks) {
        assertThat(scan(tasks)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "- apt: name=nginx | REPOSITORIES | nginx has no version",
                "- apt: {name: '{{ item }}', loop: x} | REPOSITORIES | the packages it installs are known only when it runs",
                "- apt: name=nginx=1.22.1-9 | REPOSITORIES | what nginx=1.22.1-9 depends on has no version",
                "- yum: {name: [/tmp/x.rpm]} | REPOSITORIES | what /tmp/x.rpm depends on has no version",
                "- pip: {name: flask, version: 3.0.3} | PYTHON | what flask==3.0.3 depends on has no version",
                "- npm: {name: pm2, version: 5.3.0, global: yes} | LOCK | what pm2 depends on has no version",
                "- {yum: {name: '{{ item }}'}, loop: [jq]} | REPOSITORIES | jq has no version",
                "- {dnf: {name: '{{ item }}'}, with_items: ['@dev']} | NOTHING | which packages @dev stands for may change",
                "- dnf: {name: '*', state: latest} | REPOSITORIES | it takes the newest versions",
                "- package: {name: git} | REPOSITORIES | git has no version",
                "- apt: {upgrade: dist} | REPOSITORIES | it takes the newest versions",
                "- pip: {name: flask} | PYTHON | flask has no version",
                "- npm: {path: /opt/app} | LOCK | without a lock file it takes the newest versions that fit",
                "- snap: {name: core} | NOTHING | core has no version",
                "- apt_repository: {repo: 'ppa:acme/x'} | ADDRESS | the signing key of ppa:acme/x is fetched by its name",
                "- apt_key: {url: 'https://example.com/key.asc'} | ADDRESS"
                        + " | the signing key or the list of a repository at https://example.com/key.asc may be replaced",
                "- apt_key: {keyserver: x, id: 0EBFCD88} | NOTHING"
                        + " | a signing key is fetched by a short id; one of 40 digits names one key",
                "- get_url: {url: '{{ url }}', dest: /x} | NOTHING | what it fetches is known only when it runs",
                "- git: {repo: 'https://example.com/x.git', dest: /x} | ADDRESS | it takes the latest commit of HEAD",
                "- docker_container: {name: web, image: nginx} | ADDRESS"
                        + " | the image nginx changes whenever its tag is moved",
                "- community.general.terraform: {x: y} | NOTHING | no rule knows what the module terraform does",
                "- our_module: | NOTHING | no rule knows what the module our_module does",
                "- action: our_module a=b | NOTHING | no rule knows what the module our_module does",
                "- script: install.run | NOTHING | no rule knows what ./install.run does",
                "- command: terraform apply | NOTHING | no rule knows what terraform does",
                "- {shell: {cmd: make install}} | NOTHING | no rule knows what make does",
                "- win_powershell: {script: x} | NOTHING | no rule knows what x does",
                "- debug: msg={{ lookup('url', 'https://example.com') }} | NOTHING | no rule knows what the lookup url finds",
                "- debug: msg={{ lookup('amazon.aws.aws_ssm', 'x') }} | NOTHING | no rule knows what the lookup aws_ssm finds",
            })
    void whatTasksTakeIsSaidAndWhatSettlesIt(String task, Settling settling, String why) {
        assertThat(scan(task)).singleElement().satisfies(one -> {
            assertThat(one.why()).isEqualTo(why);
            assertThat(one.settling()).isEqualTo(settling);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"- yum: {name: 'https://example.com/latest.rpm'}", "- apt: {deb: 'https://example.com/x.deb'}"})
    void aPackageAtAnAddressBringsOthersFromRepositories(String task) {
        assertThat(scan(task))
                .extracting(Floating::settling)
                .containsExactlyInAnyOrder(Settling.REPOSITORIES, Settling.ADDRESS);
    }

    @Test
    void branchesAndRangesAreNoVersionsOfRoles() {
        String wanted = "roles:\n- {name: a, version: master}\n- {name: b, version: v1.2.0}\ncollections:\n"
                + "- {name: c.d, version: '>=1.0.0'}\n- {name: e.f, version: '==1.0.0'}\n- g.h # ami-bakery: fixed\n";
        assertThat(AnsibleScan.requirements("requirements.yml", wanted, role -> true))
                .extracting(Floating::line)
                .containsExactly(2, 5);
    }

    @Test
    void theProcessorsNameIsOneOfTwo() {
        assertThat(scan("- get_url: {url: 'https://example.com/cli-{{ ansible_architecture }}.zip', dest: /x}"))
                .extracting(Floating::address)
                .containsExactly("https://example.com/cli-x86_64.zip", "https://example.com/cli-aarch64.zip");
    }

    @Test
    void aListOfSomethingElseIsNoListOfTasks() {
        FloatingScan scan = new FloatingScan(path -> Optional.empty());
        assertThat(AnsibleScan.tasks("users.yml", "- name: a\n  uid: 1\n- name: b\n  uid: 2\n", scan))
                .isEmpty();
        assertThat(AnsibleScan.tasks("versions.yml", "git_version: 2\nterraform: 1\n", scan))
                .isEmpty();
        assertThat(AnsibleScan.tasks("site.yml", "- hosts: all\n  tasks:\n  - our_module: {a: b}\n", scan))
                .hasSize(1);
    }
}
