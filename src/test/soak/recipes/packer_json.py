"""JSON templates: scripts, uploads, variables, and the provisioners that bring a tree of files."""

from recipes import Recipe, json_template, local, script, shell, upload

SETUP = "#!/bin/sh\nsudo sh -c 'echo setup >/etc/setup'\n"

RECIPES = [
    Recipe("a script", {"web.json": json_template(script("setup.sh")), "setup.sh": SETUP, "README.md": "read me\n"}),
    Recipe(
        "scripts in nested folders",
        {
            "web.json": json_template({"type": "shell", "scripts": ["scripts/base/a.sh", "scripts/web/b.sh"]}),
            "scripts/base/a.sh": SETUP,
            "scripts/web/b.sh": SETUP,
        },
    ),
    Recipe(
        "a script that sources an uploaded one",
        {
            "web.json": json_template(upload("lib/"), script("setup.sh")),
            "lib/common.sh": "greet() { echo hello; }\n",
            "lib/deep/er.txt": "er\n",
            "setup.sh": "#!/bin/sh\n. /tmp/common.sh\ngreet | sudo tee /etc/greeting\n",
        },
    ),
    Recipe("a file uploaded", {"web.json": json_template(upload("motd", "/tmp/motd")), "motd": "hello\n"}),
    Recipe(
        "a folder uploaded with its name",
        {"web.json": json_template(upload("site", "/tmp")), "site/index.html": "<p>\n", "site/.hidden": "x\n"},
    ),
    Recipe(
        "a folder uploaded with links in it",
        {
            "web.json": json_template(upload("site/")),
            "site/index.html": "<p>\n",
            "site/current": "-> index.html",
            "site/parts": "-> ../parts",
            "parts/style.css": "p {}\n",
        },
    ),
    Recipe(
        "several sources of one upload",
        {
            "web.json": json_template({"type": "file", "sources": ["a.txt", "b.txt"], "destination": "/tmp/"}),
            "a.txt": "a\n",
            "b.txt": "b\n",
        },
    ),
    Recipe(
        "a script named by a var file",
        {
            "web.json": json_template(script("{{user `script`}}"), variables={"script": ""}),
            "vars/prod.json": '{"script": "prod.sh"}',
            "prod.sh": SETUP,
        },
        words=("--var-file", "vars/prod.json"),
    ),
    Recipe(
        "a variable in a var file's value",
        {
            "web.json": json_template(
                script("setup.sh", environment_vars=["RELEASE={{user `release`}}"]),
                variables={"release": "", "track": "stable"},
            ),
            "vars.json": '{"release": "{{user `track`}}-1"}',
            "setup.sh": SETUP,
        },
        words=("--var-file", "vars.json"),
    ),
    Recipe(
        "a script named by the environment",
        {
            "web.json": json_template(script("{{user `script`}}"), variables={"script": "{{env `SETUP`}}"}),
            "env.sh": SETUP,
        },
        env={"SETUP": "env.sh"},
    ),
    Recipe(
        "user data from a file",
        {
            "web.json": json_template(builder={"user_data_file": "cloud-init.yml"}),
            "cloud-init.yml": "#cloud-config\n{}\n",
        },
    ),
    Recipe(
        "a template in a folder, scripts beside that",
        {
            "packer/web.json": json_template(script("scripts/setup.sh"), script("{{template_dir}}/../scripts/late.sh")),
            "scripts/setup.sh": SETUP,
            "scripts/late.sh": SETUP,
            "LICENSE": "free\n",
        },
        template="packer/web.json",
    ),
    Recipe(
        "a template baked from its own folder, files above it",
        {"packer/web.json": json_template(upload("../conf/", "/tmp/")), "conf/web.conf": "port 80\n"},
        cwd="packer",
    ),
    Recipe(
        "a script that is a link",
        {"web.json": json_template(script("setup.sh")), "setup.sh": "-> scripts/real.sh", "scripts/real.sh": SETUP},
    ),
    Recipe(
        "a builder named by a variable",
        {
            "web.json": json_template(
                script("setup.sh"), variables={"app": "shop"}, builder={"name": "{{user `app`}}-web"}
            ),
            "setup.sh": SETUP,
        },
        words=("--only", "shop-web"),
    ),
    Recipe(
        "post-processors that read and write",
        {
            "web.json": json_template(
                script("setup.sh"),
                **{
                    "post-processors": [
                        {"type": "manifest", "output": "packer-manifest.json"},
                        local("cat release.txt >/dev/null"),
                    ]
                },
            ),
            "setup.sh": SETUP,
            "release.txt": "1\n",
        },
    ),
    Recipe(
        "an override for a build",
        {
            "web.json": json_template(script("any.sh", override={"amazon-ebs": {"script": "ebs.sh"}})),
            "any.sh": SETUP,
            "ebs.sh": SETUP,
        },
    ),
    Recipe(
        "ansible on the instance",
        {
            "web.json": json_template(
                {
                    "type": "ansible-local",
                    "command": "echo",
                    "playbook_file": "play.yml",
                    "role_paths": ["roles/ntp"],
                    "group_vars": "group_vars",
                    "playbook_dir": ".",
                }
            ),
            "play.yml": "- hosts: all\n  roles: [ntp]\n",
            "roles/ntp/tasks/main.yml": "- command: 'true'\n",
            "group_vars/all.yml": "a: 1\n",
        },
        packer="old",
    ),
    Recipe(
        "puppet without a master",
        {
            "web.json": json_template(
                {
                    "type": "puppet-masterless",
                    "execute_command": "true",
                    "manifest_file": "manifests/site.pp",
                    "module_paths": ["modules"],
                    "hiera_config_path": "hiera.yaml",
                }
            ),
            "manifests/site.pp": "include ntp\n",
            "modules/ntp/manifests/init.pp": "class ntp {}\n",
            "hiera.yaml": "---\n",
        },
        packer="old",
    ),
    Recipe(
        "chef solo",
        {
            "web.json": json_template(
                {
                    "type": "chef-solo",
                    "skip_install": True,
                    "execute_command": "true",
                    "cookbook_paths": ["cookbooks"],
                    "data_bags_path": "bags",
                    "config_template": "solo.rb.tpl",
                    "run_list": ["ntp"],
                }
            ),
            "cookbooks/ntp/recipes/default.rb": "log 'x'\n",
            "bags/users/bob.json": "{}\n",
            "solo.rb.tpl": "cookbook_path [{{.CookbookPaths}}]\n",
        },
        packer="old",
    ),
    Recipe(
        "a file only one build uploads",
        {
            "web.json": json_template(
                upload("web.txt") | {"only": ["amazon-ebs"]}, upload("db.txt") | {"except": ["amazon-ebs"]}, shell("true")
            ),
            "web.txt": "web\n",
            "db.txt": "db\n",
        },
    ),
]
