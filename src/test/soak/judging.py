"""Holds what a bake was seen to read against the key that its recipe has."""

import os
import pwd
import shutil
import threading
from pathlib import Path

import machine
from recipes import git
from traces import Seen

PROBE = "a-file-that-came"
ASKED, LOCK = set(), threading.Lock()


class Judge:
    """
    Judges one recipe.

    :param place: the recipe as it was before the bake
    :param key: its key then
    :param scratch: a folder for copies in which something is changed
    """

    def __init__(self, place, key, scratch):
        self.place, self.key, self.scratch = place, key, scratch
        self.root = str(place.checkout)
        packer = place.packer
        self.places = {
            "home": str(place.home),
            "tmp": str(place.tmp),
            "state": str(place.state),
            "above": str(place.folder),
            "packer": os.path.dirname(os.path.realpath(packer.path)),
            "plugins": packer.plugins or "/nowhere",
            "user": pwd.getpwuid(os.getuid()).pw_dir,
        }
        self.names = self._absolute(place, key)
        self.asked, self.git = 0, False
        self.misses, self.unknown, self.excepted, self.counted = [], [], {}, []

    @staticmethod
    def _absolute(place, key):
        """The files of a key as paths, whichever folder their names start from."""
        template = place.working / place.recipe.template
        folders = {place.checkout, place.working, template if template.is_dir() else template.parent}
        names = {name.replace("~", str(place.home), 1) if name.startswith("~/") else name for name in key.names()}
        return {os.path.normpath(folder / name) for folder in folders for name in names}

    def judge(self, seen, before):
        """
        Judges all that was seen.

        :param seen: by path
        :param before: the paths that were there before the bake, below checkout and home
        """
        asked = []
        for path, one in sorted(self._real(seen).items()):
            below = machine.inside(path, self.root)
            why = self._exception(path, one, below, path in before)
            if machine.inside(path, self.root + "/.git"):
                self.git = True
            elif why:
                self.excepted[path] = why
            elif path not in before and (below or not os.path.lexists(path)):
                asked += [] if self._asked_before(path) else [(path, "looked for in vain", come)]
            else:
                asked += self._there(path, one)
        for one in asked:
            if one[2] is change:
                self._ask([one])
        self._ask([one for one in asked if one[2] is come])
        if self.git:
            self._ask([(self.root, "git's own", commit)])

    def _real(self, seen):
        """The same with each path named as it is, and with the links that lead there."""
        found = {}
        for path, one in seen.items():
            if not machine.inside(path, self.places["above"]):
                found[path] = one
                continue
            steps, real = self._steps(path)
            for link in steps:
                found.setdefault(link, Seen(link)).add("read")
            for kind in one.kinds:
                found.setdefault(real, Seen(real)).add(kind)
        return found

    def _steps(self, path):
        """The links on the way to a path, the last one included, and where it ends."""
        links, real = [], self.places["above"]
        for name in os.path.relpath(path, real).split("/") if path != real else ():
            real = os.path.join(real, name)
            while os.path.islink(real) and real not in links:
                links.append(real)
                real = os.path.normpath(os.path.join(os.path.dirname(real), os.readlink(real)))
        return links, real

    def _exception(self, path, one, below, was_there):
        if not below:
            return machine.reason(path, self.places)
        if path == self.root:
            return "the checkout itself"
        if not was_there and one.kinds[0] == "written":
            return "written by the bake before anything read it"
        if not was_there and any(
            seen_above in self.excepted and self.excepted[seen_above].startswith("written")
            for seen_above in above(path)
        ):
            return "written by the bake: in a folder that it made"
        return machine.written(os.path.relpath(path, self.root))

    def _there(self, path, one):
        """Judges what was there before the bake; what of it has to be asked for."""
        if os.path.isdir(path) and not os.path.islink(path):
            if "listed" in one.kinds:
                return [(os.path.join(path, PROBE), "a new file of a folder that was listed", come)]
        elif path in self.names:
            self.counted.append(path)
        elif one.kinds == ["written"]:
            self.excepted[path] = "overwritten by the bake before anything read it"
        else:
            return [(path, one.kinds[0], change)]
        return []

    def _ask(self, asked):
        """
        Changes some things in a copy and asks for the key: if it is the same, none of them counts. Those that it names do; of the others
        each half is asked for, down to one.

        :param asked: of each its path, what a bake did with it, and how it is changed
        """
        if not asked:
            return
        copy = self.place.copy(self.scratch / f"copy-{self.place.folder.name}-{self.asked}")
        self.asked += 1
        done = [one for one in asked if self._change(copy, *one)]
        now = copy.why()
        names = self._absolute(copy, now) if now.digest else set()
        names |= {str(copy.etc) + name[len("/etc") :] for name in names if machine.inside(name, "/etc")}
        copy.remove()
        if now.digest == self.key.digest:
            for path, kind, _ in done:
                self._miss(path, kind, now)
            return
        rest = [one for one in done if len(done) > 1 and self._in(copy, one[0]) not in names]
        self.counted += [path for path, _, _ in done if path not in [one[0] for one in rest]]
        if len(rest) < len(done):
            self._ask(rest)
        else:
            self._ask(rest[: len(rest) // 2])
            self._ask(rest[len(rest) // 2 :])

    def _change(self, copy, path, kind, doing):
        """Whether it could be changed."""
        there = Path(self._in(copy, path))
        if not there.is_relative_to(copy.folder):
            self.misses.append((path, kind, "is outside of the checkout, and no reason is known"))
            return False
        if there.is_relative_to(copy.etc) and os.path.isfile(path):
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, there)
        if not doing(there):
            self.excepted[path] = "cannot come: a file stands where its folder would be"
            return False
        return True

    def _in(self, copy, path):
        """The same path in a copy, which has changes of /etc of its own."""
        if machine.inside(path, "/etc"):
            return str(copy.etc) + path[len("/etc") :]
        return (
            str(copy.folder) + path[len(self.places["above"]) :] if machine.inside(path, self.places["above"]) else path
        )

    def _asked_before(self, path):
        """What packer looks for in the home whatever the recipe is judged once for each packer and language."""
        beyond = os.path.relpath(path, self.places["home"])
        if not beyond.startswith((".packer", ".config/packer")):
            return False
        mark = (beyond, self.place.recipe.is_hcl, self.place.packer.is_new)
        with LOCK:
            if mark not in ASKED:
                ASKED.add(mark)
                return False
        self.excepted[path] = "judged in a recipe before: packer looks there whatever it bakes"
        return True

    def _miss(self, path, kind, now):
        if now.is_settled_by_nothing:
            self.unknown.append((path, kind))
        else:
            self.misses.append((path, kind, "the key is the same, whatever is there"))


def above(path):
    while path not in ("/", ""):
        path = os.path.dirname(path)
        yield path


def change(path):
    """Changes a file's content, a template's meaning, or where a link leads."""
    if path.is_symlink():
        to = os.readlink(path)
        path.unlink()
        path.symlink_to(to + "-elsewhere")
    elif path.suffix in (".json", ".hcl") and b'"' in path.read_bytes():
        text = path.read_text()
        at = text.index("t3.small") if "t3.small" in text else text.rindex('"')
        path.write_text(text[:at] + "x" + text[at:])
    else:
        with open(path, "ab") as file:
            file.write(b"\n")
    return True


def commit(checkout):
    """Another commit of the same files."""
    git(checkout, "commit", "-q", "--allow-empty", "-m", "another")
    return True


def come(path):
    """Makes what was not there; False where it cannot be."""
    if os.path.lexists(path):
        return path.is_dir()
    if path.match(".packer.d/plugins"):
        path = path / "packer-provisioner-shell"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if path.suffix == ".json" or path.name == ".packerconfig" else "")
    except (FileExistsError, NotADirectoryError):
        return False
    return True


def everything(*folders):
    """All paths below some folders."""
    found = set()
    for folder in folders:
        for top, below, files in os.walk(folder):
            found.add(top)
            found |= {os.path.join(top, name) for name in below + files}
    return found


def empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
