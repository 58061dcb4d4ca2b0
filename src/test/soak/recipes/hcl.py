"""HCL templates: functions that read files, blocks that are computed, folders of templates."""

from recipes import Recipe, hcl_source, hcl_template, hcl_variables

SETUP = "#!/bin/sh\nsudo sh -c 'echo setup >/etc/setup'\n"
WEB = "web.pkr.hcl"


def provisioner(kind, **settings):
    body = "".join(f"    {name} = {value}\n" for name, value in settings.items())
    return f'  provisioner "{kind}" {{\n{body}  }}\n'


def hcl(name, build, files, template=WEB, more="", variables=None, settings=None, **rest):
    """A recipe whose build block holds this."""
    text = hcl_template(build, more, variables, **(settings or {}))
    return Recipe(name, {template: text} | files, template, **rest)


SCRIPT = provisioner("shell", script='"setup.sh"')
DYNAMIC = """
  dynamic "provisioner" {
    for_each = var.hardened ? [1] : []
    labels   = ["shell"]
    content { script = "harden.sh" }
  }
"""
TARGETS = (
    hcl_variables()
    + 'locals { targets = ["source.amazon-ebs.web"] }\n'
    + hcl_source()
    + "build {\n  sources = local.targets\n"
    + SCRIPT
    + "}\n"
)
NAMED = (
    hcl_variables()
    + hcl_source()
    + 'build {\n  name = "shop"\n  source "amazon-ebs.web" {\n    name = "plain"\n    ami_name = "plain-{{uuid}}"\n  }\n'
    + SCRIPT
    + "}\n"
)
TWO = (
    hcl_variables()
    + hcl_source()
    + 'source "null" "web" { communicator = "none" }\nbuild {\n  sources = ["amazon-ebs.web", "null.web"]\n  provisioner "shell-local" { inline = ["cat note.txt"] }\n}\n'
)

RECIPES = [
    hcl("HCL: a script", SCRIPT, {"setup.sh": SETUP, "NOTES": "n\n"}),
    hcl("HCL: a dynamic provisioner", DYNAMIC, {"harden.sh": SETUP}, variables={"hardened": True}),
    hcl(
        "HCL: a file read by a local",
        provisioner("shell", inline='["echo ${local.greeting}"]'),
        {"greeting.txt": "hello"},
        more='locals { greeting = trimspace(file("${path.root}/greeting.txt")) }\n',
    ),
    hcl(
        "HCL: a template rendered",
        provisioner("shell", inline='[templatefile("conf.tpl", { port = 80, names = ["a"] })]'),
        {"conf.tpl": "echo %{ for n in names }${n} ${port} %{ endfor }"},
        packer="new",
    ),
    hcl(
        "HCL: names of files in a folder",
        provisioner("shell", scripts='fileset(".", "scripts/*.sh")'),
        {"scripts/a.sh": SETUP, "scripts/b.sh": SETUP},
        packer="new",
    ),
    hcl(
        "HCL: a script by the template's folder",
        provisioner("shell", script='"${path.root}/scripts/setup.sh"'),
        {"packer/scripts/setup.sh": SETUP},
        template="packer/web.pkr.hcl",
    ),
    hcl(
        "HCL: scripts listed in a JSON file",
        provisioner("shell", scripts='jsondecode(file("list.json"))'),
        {"list.json": '["one.sh", "two.sh"]', "one.sh": SETUP, "two.sh": SETUP},
    ),
    hcl(
        "HCL: settings in a YAML file",
        provisioner("shell", script='yamldecode(file("conf.yml")).script'),
        {"conf.yml": "script: yes.sh\n", "yes.sh": SETUP},
    ),
    hcl(
        "HCL: one script or another",
        provisioner("shell", script='var.hardened ? "hard.sh" : "soft.sh"'),
        {"hard.sh": SETUP, "soft.sh": SETUP},
        variables={"hardened": True},
    ),
    hcl(
        "HCL: a var file",
        provisioner("shell", script="var.script"),
        {"prod.pkrvars.hcl": 'script = "prod.sh"\n', "prod.sh": SETUP},
        variables={"script": ""},
        words=("--var-file", "prod.pkrvars.hcl"),
    ),
    Recipe(
        "HCL: a folder of templates with its own values",
        {
            "job/a.pkr.hcl": hcl_variables(script="") + hcl_source(),
            "job/b.pkr.hcl": 'build {\n  sources = ["source.amazon-ebs.web"]\n'
            + provisioner("shell", script="var.script")
            + "}\n",
            "job/site.auto.pkrvars.hcl": 'script = "auto.sh"\n',
            "job/auto.sh": SETUP,
            "other.txt": "x\n",
        },
        template=".",
        cwd="job",
    ),
    Recipe("HCL: sources from a local", {WEB: TARGETS, "setup.sh": SETUP}, WEB, packer="new"),
    Recipe("HCL: a source with changes in the build", {WEB: NAMED, "setup.sh": SETUP}, WEB, packer="new"),
    Recipe("HCL: two builds of one name", {WEB: TWO, "note.txt": "n\n"}, WEB, packer="new"),
    hcl(
        "HCL: a default from the environment",
        provisioner("shell", inline='["echo ${var.commit}"]'),
        {},
        more='variable "commit" { default = env("APP_COMMIT") }\n',
        env={"APP_COMMIT": "111"},
    ),
    hcl(
        "HCL: user data from a template",
        SCRIPT,
        {"setup.sh": SETUP, "data.tpl": "#cloud-config\n{}\n"},
        settings={"user_data": 'templatefile("data.tpl", { a = 1 })'},
        packer="new",
    ),
    hcl(
        "HCL: an upload whose content is made",
        provisioner("file", content='file("a.txt")', destination='"/tmp/a"'),
        {"a.txt": "a\n"},
        packer="new",
    ),
    hcl(
        "HCL: a data source",
        provisioner("shell", inline='["echo ${data.amazon-ami.base.id} ${data.null.read.output}"]'),
        {"read.txt": "r\n"},
        more='data "null" "read" { input = file("read.txt") }\n'
        + 'data "amazon-ami" "base" {\n  region = var.region\n  custom_endpoint_ec2 = var.ec2_endpoint\n  owners = ["136693071363"]\n'
        + '  most_recent = true\n  filters = { name = "debian-12-amd64-*" }\n}\n',
        packer="new",
    ),
    hcl(
        "HCL: a folder uploaded",
        provisioner("file", source='"${path.cwd}/site/"', destination='"/tmp/"'),
        {"site/deep/a": "a\n", "site/b": "b\n"},
    ),
    hcl(
        "HCL: a value from PKR_VAR",
        provisioner("shell", script="var.script"),
        {"by-env.sh": SETUP},
        variables={"script": ""},
        env={"PKR_VAR_script": "by-env.sh"},
    ),
    hcl(
        "HCL: a digest of a file",
        provisioner("shell", inline='["echo ${filesha256(\\"blob.bin\\")}"]'),
        {"blob.bin": "0101\n"},
        packer="new",
    ),
    hcl(
        "HCL: an absolute path of the folder",
        provisioner("file", source='abspath("conf/x")', destination='"/tmp/x"'),
        {"conf/x": "x\n"},
    ),
    hcl(
        "HCL: error-cleanup and post-processors",
        SCRIPT
        + '  post-processor "manifest" { output = "made.json" }\n  post-processor "shell-local" { script = "after.sh" }\n',
        {"setup.sh": SETUP, "after.sh": "#!/bin/sh\ncat after.conf\n", "after.conf": "x\n"},
    ),
    Recipe(
        "HCL: a source computed",
        {
            WEB: hcl_variables()
            + hcl_source()
            + 'build {\n  dynamic "source" {\n    for_each = ["a"]\n    labels = ["amazon-ebs.web"]\n    content { name = source.value }\n  }\n'
            + SCRIPT
            + "}\n",
            "setup.sh": SETUP,
        },
        WEB,
        packer="new",
    ),
]
