"""Commands that run where the bakery runs, and read what they like."""

from recipes import Recipe, commit, git, json_template, local, shell, upload

# What an earlier bake made is there already, so the upload alone does not make the recipe not known.
MOTD = upload("motd", "/tmp/motd")
OLD = {"motd": "old\n"}


def submodule(checkout):
    """A checkout whose folder ``shared`` is another's."""
    other = checkout.parent / "other"
    other.mkdir()
    (other / "harden.sh").write_text("true\n")
    commit(other)
    git(checkout, "init", "-q")
    git(checkout, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "shared")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "all")


RECIPES = [
    Recipe(
        "local: a script makes what is uploaded",
        {
            "web.json": json_template(local("./gen.sh > motd"), MOTD),
            "gen.sh": "#!/bin/sh\necho hi\n",
            "motd": "old\n",
        },
    ),
    Recipe(
        "local: what is uploaded is not there before",
        {
            **OLD,
            "web.json": json_template(
                local("mkdir -p build", "cp a.txt build/a.txt"), upload("build/") | {"generated": True}
            ),
            "a.txt": "a\n",
        },
    ),
    Recipe(
        "local: a Python script with a module of its own",
        {
            **OLD,
            "web.json": json_template(local("PYTHONDONTWRITEBYTECODE=1 python3 tools/make.py >motd"), MOTD),
            "tools/make.py": "import words\n\nprint(words.HELLO, open('conf/words.txt').read())\n",
            "tools/words.py": "HELLO = 'hi'\n",
            "conf/words.txt": "words\n",
        },
    ),
    Recipe(
        "local: make",
        {
            **OLD,
            "web.json": json_template(local("make -sB motd"), MOTD),
            "Makefile": "include rules.mk\n-include site.mk\n",
            "rules.mk": "motd: text.in\n\tsed s/x/y/ text.in >motd\n",
            "text.in": "x\n",
        },
        needs="make",
    ),
    Recipe(
        "local: the commit",
        {**OLD, "web.json": json_template(local("git rev-parse HEAD >motd"), MOTD)},
        prepare=commit,
    ),
    Recipe(
        "local: an archive of a folder",
        {**OLD, "web.json": json_template(local("tar cf motd site"), MOTD), "site/a": "a\n", "site/b/c": "c\n"},
    ),
    Recipe(
        "local: a file that may be there",
        {
            **OLD,
            "web.json": json_template(local("[ ! -f local.conf ] || . ./local.conf", "echo ${WORD:-none} >motd"), MOTD),
        },
    ),
    Recipe(
        "local: a hidden file",
        {**OLD, "web.json": json_template(local(". ./.env", "echo $WORD >motd"), MOTD), ".env": "WORD=hidden\n"},
    ),
    Recipe(
        "local: a file of the user's home",
        {**OLD, "web.json": json_template(local("cat ~/.config/word >motd"), MOTD)},
        home={".config/word": "home\n"},
    ),
    Recipe(
        "local: the whole environment",
        {**OLD, "web.json": json_template(local("env | grep ^WORD >motd"), MOTD)},
        env={"WORD": "all"},
    ),
    Recipe(
        "local: a file of a folder beside",
        {
            "job/motd": "old\n",
            "job/web.json": json_template(local("./gen.sh >motd"), MOTD),
            "job/gen.sh": "#!/bin/sh\nd=..\ncat $d/shared/word\n",
            "shared/word": "word\n",
        },
        cwd="job",
        prepare=commit,
    ),
    Recipe(
        "local: a script elsewhere in the checkout",
        {
            "job/motd": "old\n",
            "job/web.json": json_template({"type": "shell-local", "script": "../tools/gen.sh"}, MOTD),
            "tools/gen.sh": "#!/bin/sh\ncat $(dirname ../tools/x)/word >motd\n",
            "tools/word": "word\n",
        },
        cwd="job",
    ),
    Recipe(
        "local: a submodule",
        {"web.json": json_template({"type": "shell", "script": "shared/harden.sh"})},
        prepare=submodule,
    ),
    Recipe(
        "local: a program of the checkout by PATH",
        {
            **OLD,
            "web.json": json_template(local("PATH=$PWD/bin:$PATH greet >motd"), MOTD),
            "bin/greet": "#!/bin/sh\necho hi\n",
        },
    ),
    Recipe(
        "local: a search of the checkout",
        {
            **OLD,
            "web.json": json_template(local("grep -rl word conf | sort >motd"), MOTD),
            "conf/a": "word\n",
            "conf/d/b": "other\n",
        },
    ),
    Recipe(
        "local: after the build",
        {
            **OLD,
            "web.json": json_template(shell("true"), **{"post-processors": [local("sh after.sh")]}),
            "after.sh": "cat notes\n",
            "notes": "n\n",
        },
    ),
    Recipe(
        "local: what git ignores",
        {
            **OLD,
            "web.json": json_template(local("cat secret/word >motd"), MOTD),
            ".gitignore": "secret/\n",
            "secret/word": "word\n",
        },
        prepare=commit,
    ),
    Recipe(
        "local: a cache that the bake leaves",
        {
            **OLD,
            "web.json": json_template(local("[ -f cache ] || cp word cache", "cp cache motd"), MOTD),
            "word": "word\n",
        },
    ),
    Recipe(
        "local: what may be written or not",
        {
            "web.json": json_template(local("[ ! -f flag ] || echo x > site/motd"), upload("site/")),
            "site/motd": "old\n",
            "site/page": "p\n",
        },
    ),
    Recipe(
        "local: what a script reads before it is written",
        {
            "web.json": json_template(local("sh read.sh", "echo x > motd"), MOTD),
            "read.sh": "cat mot* >/dev/null\n",
            "motd": "old\n",
        },
    ),
    Recipe(
        "local: a script that asks git and the home",
        {
            **OLD,
            "web.json": json_template(local("./gen.sh >motd"), MOTD),
            "gen.sh": "#!/bin/sh\ngit rev-parse HEAD\ncat ~/.word\n",
        },
        prepare=commit,
        home={".word": "w\n"},
    ),
    Recipe(
        "local: the folder above without its name",
        {
            "job/motd": "old\n",
            "job/web.json": json_template(local("cat ${PWD%/*}/shared/word >motd"), MOTD),
            "shared/word": "word\n",
        },
        cwd="job",
        prepare=commit,
    ),
    Recipe(
        "local: a folder's listing alone",
        {**OLD, "web.json": json_template(local("ls conf >motd"), MOTD), "conf/a": "a\n", "conf/b": "b\n"},
    ),
    Recipe(
        "local: the machine's name",
        {**OLD, "web.json": json_template(local("cat /etc/hostname >motd"), MOTD)},
    ),
    Recipe(
        "local: a file by an absolute path of the variable",
        {**OLD, "web.json": json_template(local("cat $WORDS >motd"), MOTD)},
        home={"words": "w\n"},
        env={"WORDS": "../home/words"},
    ),
]
