"""One thing of a recipe's checkout changed: a byte, a file, a mode, a link or a variable. A function of the chance alone."""

import os
import string
from dataclasses import replace

KINDS = {
    "a byte": 58,
    "a variable": 14,
    "a file more": 5,
    "a file less": 3,
    "a name": 3,
    "a mode": 9,
    "a link": 5,
    "a content": 3,
}
WORDS = string.ascii_letters + string.digits


def mutate(chance, place, choices):
    """
    Changes one thing.

    :param choices: what may be set to what: by "var NAME" or "env NAME", the values
    :return: what was changed, and the recipe, whose words or environment may be others now
    """
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    recipe = place.recipe
    if kind == "a variable" and choices:
        return _variable(chance, recipe, choices)
    files = _files(place.checkout)
    plain = [path for path in files if not path.is_symlink()]
    links = [path for path in files if path.is_symlink()]
    doing = {
        "a byte": _byte,
        "a file more": _more,
        "a file less": _less,
        "a name": _name,
        "a mode": _mode,
        "a link": _link,
        "a content": _swap,
    }.get(kind, _byte)
    # A template that lost a letter mostly does not bake: it is chosen seldom.
    rare = [path for path in plain if path.suffix in (".hcl", ".json") or path.name == "Makefile"]
    usual = [path for path in plain if path not in rare]
    some = rare if rare and (not usual or chance.random() < 0.12) else usual
    return doing(chance, some, links, place), recipe


def _files(folder):
    return sorted(
        path for path in folder.rglob("*") if ".git" not in path.parts and (path.is_symlink() or path.is_file())
    )


def _variable(chance, recipe, choices):
    what = chance.choice(sorted(choices))
    value = chance.choice(choices[what])
    kind, name = what.split(" ")
    if kind == "var":
        return f"{name} = {value}", replace(recipe, words=(*recipe.words, "--var", f"{name}={value}"))
    return f"${name} = {value}", replace(recipe, env=recipe.env | {name: value})


def _byte(chance, files, links, place):
    """One letter by another in what is run or read as a language, so that no command turns into a harmful one; any byte by any elsewhere."""
    path = chance.choice(files)
    data = bytearray(path.read_bytes())
    is_text = (
        path.suffix in (".sh", ".py", ".json", ".hcl", ".yml", ".mk", ".cfg")
        or path.name == "Makefile"
        or data[:2] == b"#!"
    )
    first = data.index(b"\n") if data[:2] == b"#!" else 0
    places = [at for at in range(first, len(data)) if not is_text or chr(data[at]) in WORDS]
    if not places:
        data += b"x"
    else:
        at = chance.choice(places)
        others = [ord(word) for word in WORDS] if is_text else range(256)
        data[at] = chance.choice([one for one in others if one != data[at]])
    path.write_bytes(data)
    return f"a byte of {_told(path, place)}"


def _more(chance, files, links, place):
    beside = chance.choice(files)
    path = beside.with_name(f"{chance.choice(WORDS)}{chance.choice(WORDS)}-{beside.name}")
    path.write_bytes(beside.read_bytes())
    return f"a file more: {_told(path, place)}"


def _less(chance, files, links, place):
    path = chance.choice(files)
    path.unlink()
    return f"a file less: {_told(path, place)}"


def _name(chance, files, links, place):
    path = chance.choice(files)
    path.rename(path.with_name("a-" + path.name))
    return f"another name for {_told(path, place)}"


def _mode(chance, files, links, place):
    path = chance.choice(files)
    path.chmod(path.stat().st_mode ^ chance.choice([0o111, 0o111, 0o022, 0o004]))
    return f"the mode of {_told(path, place)}"


def _link(chance, files, links, place):
    path = chance.choice(links + files)
    to = chance.choice([one for one in files if one != path] or files)
    path.unlink()
    if to != path:
        path.symlink_to(os.path.relpath(to, path.parent))
    return f"a link: {_told(path, place)} to {_told(to, place)}"


def _swap(chance, files, links, place):
    one, other = chance.choice(files), chance.choice(files)
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    return f"the contents of {_told(one, place)} and {_told(other, place)}"


def _told(path, place):
    return os.path.relpath(path, place.checkout)
