"""Ansible run here: every way in which it finds a role, a variable, a file or a setting of its own."""

from recipes import Recipe, json_template

TASK = "- command: 'true'\n"
PLAY = "- hosts: all\n  connection: local\n  gather_facts: false\n"
ROLE = PLAY + "  roles: [ntp]\n"


def ansible(name, files, playbook="play.yml", settings=None, **rest):
    """A recipe that runs a playbook; what it does is done on this machine and does nothing."""
    provisioner = {"type": "ansible", "playbook_file": playbook, "user": "admin", "use_proxy": False} | (settings or {})
    return Recipe(
        f"ansible: {name}",
        {"web.json": json_template(provisioner)} | files,
        packer="old",
        needs="ansible-playbook",
        **rest,
    )


def link(checkout):
    (checkout / "outside").symlink_to("../home/shared")


RECIPES = [
    ansible("a role beside the playbook", {"play.yml": ROLE, "roles/ntp/tasks/main.yml": TASK}),
    ansible(
        "a role by ansible.cfg",
        {
            "playbooks/web.yml": ROLE,
            "ansible.cfg": "[defaults]\nroles_path = shared\n",
            "shared/ntp/tasks/main.yml": TASK,
        },
        "playbooks/web.yml",
    ),
    ansible(
        "a role by ansible_env_vars",
        {"playbooks/web.yml": ROLE, "shared/ntp/tasks/main.yml": TASK},
        "playbooks/web.yml",
        {"ansible_env_vars": ["ANSIBLE_ROLES_PATH=shared"]},
    ),
    ansible(
        "a role by the environment",
        {"playbooks/web.yml": ROLE, "shared/ntp/tasks/main.yml": TASK},
        "playbooks/web.yml",
        env={"ANSIBLE_ROLES_PATH": "shared"},
    ),
    ansible(
        "a role by another configuration",
        {"play.yml": ROLE, "etc/a.cfg": "[defaults]\nroles_path = ../far\n", "far/ntp/tasks/main.yml": TASK},
        env={"ANSIBLE_CONFIG": "etc/a.cfg"},
    ),
    ansible(
        "a role of the user's home",
        {"play.yml": ROLE},
        home={".ansible/roles/ntp/tasks/main.yml": TASK},
    ),
    ansible(
        "the user's own configuration",
        {"play.yml": ROLE, "mine/ntp/tasks/main.yml": TASK, "roles/ntp/tasks/main.yml": TASK},
        home={".ansible.cfg": "[defaults]\nroles_path = ~/roles\n", "roles/ntp/tasks/main.yml": TASK},
    ),
    ansible(
        "roles that need others",
        {
            "play.yml": ROLE,
            "roles/ntp/meta/main.yml": "dependencies: [base]\n",
            "roles/ntp/tasks/main.yml": "- include_role: {name: late}\n",
            "roles/ntp/defaults/main.yml": "a: 1\n",
            "roles/base/tasks/main.yml": TASK,
            "roles/late/tasks/main.yml": "- import_tasks: more.yml\n",
            "roles/late/tasks/more.yml": TASK,
        },
    ),
    ansible(
        "playbook in a folder of a bigger checkout",
        {
            "images/web/web.json": json_template(
                {"type": "ansible", "playbook_file": "../../ansible/play.yml", "user": "admin", "use_proxy": False}
            ),
            "ansible/play.yml": ROLE,
            "ansible/roles/ntp/tasks/main.yml": TASK,
            "ansible/group_vars/all.yml": "a: 1\n",
        },
        cwd="images/web",
    ),
    ansible(
        "tasks and playbooks from above",
        {
            "plays/web.yml": "- import_playbook: ../common/all.yml\n"
            + PLAY
            + "  tasks:\n  - include_tasks: ../tasks/x.yml\n",
            "common/all.yml": PLAY + "  tasks:\n  - command: 'true'\n",
            "tasks/x.yml": TASK,
        },
        "plays/web.yml",
    ),
    ansible(
        "variables of files",
        {
            "play.yml": PLAY
            + "  vars_files: [vars/a.yml]\n  tasks:\n  - include_vars: more.yml\n  - debug: msg={{ x }}{{ a }}\n",
            "vars/a.yml": "a: 1\n",
            "vars/more.yml": "b: 1\n",
            "extra.yml": "x: 1\n",
            "group_vars/all/main.yml": "g: 1\n",
            "host_vars/default.yml": "h: 1\n",
        },
        settings={"extra_arguments": ["-e", "@extra.yml"]},
    ),
    ansible(
        "templates and lookups",
        {
            "play.yml": PLAY
            + "  tasks:\n  - debug: msg={{ lookup('file', 'a.txt') }}{{ lookup('template', 'b.j2') }}\n"
            + "  - debug: msg={{ item }}\n    with_fileglob: ['conf/*.conf']\n  - debug: msg={{ lookup('pipe', 'cat piped.txt') }}\n",
            "files/a.txt": "a\n",
            "templates/b.j2": "{% include 'c.j2' %}\n",
            "templates/c.j2": "c\n",
            "files/conf/x.conf": "x\n",
            "piped.txt": "p\n",
        },
    ),
    ansible(
        "modules and filters of its own",
        {
            "play.yml": PLAY + "  tasks:\n  - mine:\n  - debug: msg={{ 'x' | shout }}\n",
            "library/mine.py": "#!/usr/bin/python3\nfrom ansible.module_utils.basic import AnsibleModule\n"
            + "from ansible.module_utils.helping import word\nAnsibleModule({}).exit_json(msg=word)\n",
            "module_utils/helping.py": "word = 'x'\n",
            "filter_plugins/shout.py": "class FilterModule:\n    def filters(self):\n        return {'shout': str.upper}\n",
        },
    ),
    ansible(
        "a collection beside the playbook",
        {
            "play.yml": PLAY + "  roles: [acme.web.ntp]\n",
            "collections/ansible_collections/acme/web/roles/ntp/tasks/main.yml": TASK,
            "collections/ansible_collections/acme/web/galaxy.yml": "namespace: acme\nname: web\nversion: 1.0.0\n",
        },
    ),
    ansible(
        "a vault and its password",
        {
            "play.yml": PLAY + "  tasks: [{command: 'true'}]\n",
            "password.sh": "#!/bin/sh\ncat secret.txt\n",
            "secret.txt": "s\n",
        },
        settings={"extra_arguments": ["--vault-password-file", "password.sh"]},
    ),
    ansible(
        "a folder of inventories",
        {
            "play.yml": PLAY + "  tasks: [{command: 'true'}]\n",
            "inventory/group_vars/all.yml": "a: 1\n",
            "inventory/extra": "[db]\n",
        },
        settings={"inventory_directory": "inventory", "groups": ["web"]},
    ),
    ansible(
        "a role behind a link that leads outside",
        {"play.yml": PLAY + "  roles: [outside/ntp]\n"},
        prepare=link,
        home={"shared/ntp/tasks/main.yml": TASK},
    ),
]
