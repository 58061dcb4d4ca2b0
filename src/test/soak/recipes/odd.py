"""What is odd in a folder: links that lead out of it, pipes, files nobody may read, names that need care."""

import os

from recipes import Recipe, json_template, script, upload

SETUP = "#!/bin/sh\nsudo sh -c 'echo setup >/etc/setup'\n"
PLAIN = {"web.json": json_template(script("setup.sh")), "setup.sh": SETUP}


def pipe(checkout):
    os.mkfifo(checkout / "site/pipe")


def outside(checkout):
    (checkout / "site").symlink_to("../home/site")


def circle(checkout):
    (checkout / "site/again").symlink_to("..")


RECIPES = [
    Recipe(
        "odd: a pipe among the files",
        {"web.json": json_template(upload("site/a", "/tmp/a")), "site/a": "a\n"},
        prepare=pipe,
    ),
    Recipe(
        "odd: a link that leads out of the checkout",
        {"web.json": json_template(upload("site/", "/tmp/"))},
        prepare=outside,
        home={"site/index.html": "<p>\n"},
    ),
    Recipe("odd: a link to the folder above", {**PLAIN, "site/x": "x\n"}, prepare=circle),
    Recipe("odd: a link to nothing", {**PLAIN, "site/x": "-> nothing"}),
    Recipe(
        "odd: names with blanks and umlauts",
        {
            "web.json": json_template(script("my scripts/sét up.sh"), upload("a [b]/", "/tmp/")),
            "my scripts/sét up.sh": SETUP,
            "a [b]/c*d": "x\n",
        },
    ),
    Recipe(
        "odd: a .bakeignore",
        {**PLAIN, ".bakeignore": "docs/\n*.log\n!setup.sh\n", "docs/a.md": "a\n", "x.log": "x\n"},
    ),
    Recipe(
        "odd: a .bakeignore that takes out what is read",
        {"web.json": json_template(upload("site/", "/tmp/")), ".bakeignore": "site/\n", "site/a": "a\n"},
    ),
    Recipe("odd: the user's own packer configuration", dict(PLAIN), home={".packerconfig": "{}\n"}),
    Recipe(
        "odd: a script that is not executable", {"web.json": json_template(script("setup.sh")), "setup.sh": SETUP[10:]}
    ),
]
