"""The recipes of which one thing is changed; most of what is in them shows in the image."""

from recipes import Recipe, commit, hcl_source, hcl_template, hcl_variables, json_template, lacks, local, script, upload

INSTALL = "#!/bin/sh\nset -e\nsudo cp -a /tmp/site /srv/site\nsudo chown -R root:root /srv/site\n"
TEXT = "It was the best of times, it was the worst of times, it was the age of wisdom\n"


def sh(*lines):
    return "\n".join(["#!/bin/sh", "set -e", *lines, ""])


def files(*names):
    return {name: f"{name}: {TEXT}" for name in names}


PLAIN = Recipe(
    "scripts",
    {
        "web.json": json_template(
            {
                "type": "shell",
                "scripts": ["scripts/a.sh", "scripts/deep/b.sh"],
                "environment_vars": ["WORD={{user `word`}}"],
            },
            script("scripts/c.sh", environment_vars=["STAGE={{user `stage`}}", "GIVEN={{user `given`}}"]),
            variables={"word": "hello", "stage": "{{env `STAGE`}}", "given": "", "unused": "x"},
        ),
        "scripts/a.sh": sh("echo alpha-beta-gamma-delta | sudo tee /etc/a", "echo $WORD | sudo tee /etc/word"),
        "scripts/deep/b.sh": sh("echo one-two-three-four-five | sudo tee /etc/b"),
        "scripts/c.sh": sh("echo $STAGE-$GIVEN | sudo tee /etc/c", "sudo mkdir -p /opt/some/where"),
        "vars.json": '{"given": "{{user `word`}}-by-file"}',
        "README.md": TEXT,
    },
    words=("--var-file", "vars.json"),
    env={"STAGE": "test"},
)
UPLOADS = Recipe(
    "uploads",
    {
        "web.json": json_template(upload("site", "/tmp"), upload("conf/", "/tmp/"), script("install.sh")),
        "install.sh": INSTALL,
        **files(
            "site/index.html", "site/css/a.css", "site/deep/er/x", "conf/web.conf", "conf/d/more.conf", "site/.hidden"
        ),
        "site/current": "-> index.html",
        "site/run": sh("echo run-me-now"),
        "notes.txt": TEXT,
    },
)
MADE = Recipe(
    "made here",
    {
        "web.json": json_template(
            local("./gen.sh >build/motd", "sed s/worst/best/ page.in footer.in >build/page"), upload("build/")
        ),
        "gen.sh": sh("cat words/a words/b", "echo ${TONE:-plain}", "[ ! -f words/c ] || cat words/c"),
        "build/motd": "old\n",
        "build/page": "old\n",
        **files("words/a", "words/b", "page.in", "footer.in"),
    },
    env={"TONE": "kind"},
)
BESIDE = Recipe(
    "a checkout of several images",
    {
        "images/web/web.json": json_template(
            upload("../../parts/site/", "/tmp/"),
            script("../../parts/install.sh"),
            {"type": "shell-local", "inline": ["sh ../../tools/note.sh >note"]},
            upload("note", "/tmp/note"),
            builder={"user_data_file": "user-data.sh"},
        ),
        "images/web/note": "old\n",
        "images/web/user-data.sh": sh("echo user-data-of-the-web-image >/etc/user-data-ran"),
        "parts/install.sh": sh(". /tmp/common", "greet | sudo tee /etc/greeting"),
        "parts/site/common": "greet() { echo good-morning-everybody; }\n",
        **files("parts/site/page", "tools/word"),
        "tools/note.sh": sh("cat $(dirname $0)/word"),
        "images/db/db.json": json_template(script("db.sh")),
        "images/db/db.sh": sh("true"),
    },
    cwd="images/web",
    prepare=commit,
)
HCL = Recipe(
    "HCL",
    {
        "web.pkr.hcl": hcl_template(
            """
  provisioner "shell" { scripts = local.steps.scripts }
  provisioner "file" {
    source      = "${path.root}/site/"
    destination = "/tmp/"
  }
  dynamic "provisioner" {
    for_each = var.hardened ? ["hard"] : []
    labels   = ["shell"]
    content { script = "${provisioner.value}en.sh" }
  }
  provisioner "shell" {
    environment_vars = ["TEXT=${local.text}", "COMMIT=${var.commit}", "WORD=${var.word}"]
    inline           = ["echo $TEXT $COMMIT $WORD | sudo tee /etc/told"]
  }
""",
            'variable "commit" { default = "${env("APP_COMMIT")}" }\n'
            'locals {\n  steps = jsondecode(file("${path.root}/steps.json"))\n  text  = trimspace(file("text.txt"))\n}\n',
            variables={"hardened": True, "word": "hello"},
        ),
        "steps.json": '{"scripts": ["one.sh", "two.sh"]}',
        "one.sh": sh("echo first-step-of-all | sudo tee /etc/one"),
        "two.sh": sh("echo second-step-of-all | sudo tee /etc/two"),
        "harden.sh": sh("echo hardened-it-is | sudo tee /etc/hardened"),
        "text.txt": "the-text-of-a-file\n",
        **files("site/page", "site/deep/page"),
    },
    "web.pkr.hcl",
    env={"APP_COMMIT": "abc"},
)
FOLDER = Recipe(
    "a folder of HCL",
    {
        "job/a.pkr.hcl": hcl_variables(script="", word="", tone="") + hcl_source(),
        "job/b.pkr.hcl": 'build {\n  sources = ["source.amazon-ebs.web"]\n  provisioner "shell" {\n    script = var.script\n'
        '    environment_vars = ["WORD=${var.word}", "TONE=${var.tone}"]\n  }\n  provisioner "file" {\n    source = "data"\n'
        '    destination = "/tmp"\n  }\n}\n',
        "job/site.auto.pkrvars.hcl": 'script = "auto.sh"\nword   = "from-the-folder"\n',
        "job/auto.sh": sh("echo $WORD $TONE | sudo tee /etc/word"),
        "job/other.sh": sh("echo another-script | sudo tee /etc/word"),
        **files("job/data/a", "job/data/b/c"),
    },
    template=".",
    cwd="job",
    env={"PKR_VAR_tone": "kind"},
)
ROLES = Recipe(
    "roles",
    {
        "web.json": json_template(
            {"type": "ansible", "playbook_file": "plays/web.yml", "user": "admin", "use_proxy": False},
            upload("made", "/tmp/made"),
        ),
        "made": "old\n",
        "ansible.cfg": "[defaults]\nroles_path = shared\n",
        "plays/web.yml": "- hosts: all\n  connection: local\n  gather_facts: false\n  roles: [page]\n",
        "plays/group_vars/all.yml": "greeting: good-morning-to-all\n",
        "shared/page/tasks/main.yml": "- template:\n    src: page.j2\n    dest: \"{{ playbook_dir }}/../made\"\n    mode: '0644'\n",
        "shared/page/templates/page.j2": "{{ greeting }} {{ lookup('file', 'more.txt') }}\n",
        **files("shared/page/files/more.txt"),
    },
    packer="old",
    needs="ansible-playbook",
)

# Each with what may be set to what.
KITCHENS = [
    (PLAIN, {"var word": ["hi", "bye"], "env STAGE": ["prod", "qa"], "var unused": ["y"], "var given": ["x"]}),
    (UPLOADS, {}),
    (MADE, {"env TONE": ["harsh", ""], "env UNHEARD": ["x"]}),
    (BESIDE, {"env UNHEARD": ["x"]}),
    (HCL, {"var hardened": ["false"], "env APP_COMMIT": ["def"], "var word": ["bye"], "env PKR_VAR_word": ["env"]}),
    (FOLDER, {"var script": ["other.sh"], "env PKR_VAR_tone": ["harsh"], "var word": ["given"]}),
    (ROLES, {}),
]


def usable():
    """Those that can be baked here, and what is said of the others."""
    return (
        [(recipe, choices) for recipe, choices in KITCHENS if not lacks(recipe)],
        [f"{recipe.name}: there is no {lacks(recipe)} here" for recipe, _ in KITCHENS if lacks(recipe)],
    )
