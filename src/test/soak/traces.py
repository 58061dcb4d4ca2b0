"""What a program and all that it started did with paths, out of strace's record."""

import os
import re
from dataclasses import dataclass, field

# strace's own: of which calls it tells, and how.
OPTIONS = [
    "-f",
    "-y",
    "--seccomp-bpf",
    "-s",
    "4096",
    "-e",
    "signal=none",
    "-e",
    "trace=%file,fchdir,clone,fork,vfork,clone3,getdents64",
]

LINE = re.compile(r"^(\d+) +(.*)$")
CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(.*)$", re.S)
RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
TEXT = re.compile(r'(?:(AT_FDCWD|\d+)(?:<((?:[^>"\\]|\\.)*)>)?, )?"((?:[^"\\]|\\.)*)"')
HELD = re.compile(r"^\d+<((?:[^>\\]|\\.)*)>")
WRITES = {
    "mkdir",
    "mkdirat",
    "unlink",
    "unlinkat",
    "rmdir",
    "rename",
    "renameat",
    "renameat2",
    "symlink",
    "symlinkat",
    "link",
    "linkat",
}
CHANGES = {
    "chmod",
    "fchmodat",
    "chown",
    "lchown",
    "fchownat",
    "utimensat",
    "utime",
    "utimes",
    "truncate",
    "setxattr",
    "lsetxattr",
}


@dataclass
class Seen:
    """All that was done with one path: the kinds of it, the first one first."""

    path: str
    kinds: list[str] = field(default_factory=list)  # read, run, stat, listed, missing, written

    def add(self, kind):
        if kind not in self.kinds:
            self.kinds.append(kind)


class Trace:
    """
    Reads a record. Paths are absolute, as they were named and, where the kernel tells it, as they are.

    :param start: the working directory of the first process
    """

    def __init__(self, record, start):
        self.seen = {}
        self.working = {}
        self.start = str(start)
        unfinished = {}
        for line in record.read_text(errors="surrogateescape").splitlines():
            match = LINE.match(line)
            if not match:
                continue
            pid, rest = match.groups()
            if rest.endswith("<unfinished ...>"):
                unfinished[pid] = rest[: -len("<unfinished ...>")]
                continue
            resumed = RESUMED.match(rest)
            if resumed:
                rest = unfinished.pop(pid, resumed[1] + "(") + resumed[2]
            call = CALL.match(rest)
            if call:
                self._call(pid, *call.groups())

    def _call(self, pid, name, told, result, after):
        here = self.working.get(pid, self.start)
        if name in ("clone", "clone3", "fork", "vfork"):
            if int(result) > 0:
                # What the child did before its parent heard of it was resolved by what the kernel told.
                self.working.setdefault(result, here)
            return
        if name == "getdents64" or name == "fchdir":
            held = HELD.match(told)
            if held and name == "fchdir":
                self.working[pid] = plain(held[1])
            elif held:
                self._see(plain(held[1]), "listed")
            return
        if name == "getcwd":
            texts = TEXT.findall(told)
            if texts and int(result) > 0:
                self.working[pid] = plain(texts[0][2])
            return
        paths = []
        for base, where, text in TEXT.findall(told)[
            : 2 if name in ("rename", "renameat", "renameat2", "link", "linkat") else 1
        ]:
            if base == "AT_FDCWD" and where:
                here = self.working[pid] = plain(where)
            paths.append((text, absolute(text, plain(where) if base and where else here)))
        if name in ("symlink", "symlinkat"):
            texts = re.findall(r'"((?:[^"\\]|\\.)*)"', told)
            paths = [(texts[-1], absolute(texts[-1], here))] if texts else []
        if not paths or not paths[0][0]:
            return
        self._saw(pid, name, told, int(result), after, [path for _, path in paths])

    def _saw(self, pid, name, told, result, after, paths):
        if result < 0:
            if "ENOENT" in after or "ENOTDIR" in after:
                self._see(paths[0], "missing")
            elif "EEXIST" not in after:
                self._see(paths[0], "stat")
            return
        if name == "chdir":
            self.working[pid] = paths[0]
        if name in WRITES | CHANGES:
            for path in paths:
                self._see(path, "written")
            return
        if name.startswith("open") or name == "creat":
            kinds = opened(told)
            real = HELD.match(f"{result}{after.strip()}")
            for path in {paths[0], plain(real[1]) if real and real[1].startswith("/") else paths[0]}:
                for kind in kinds:
                    self._see(path, kind)
            return
        self._see(paths[0], "run" if name.startswith("execve") else "stat")

    def _see(self, path, kind):
        path = path.removesuffix(" (deleted)")
        if not path.startswith("/"):
            return
        self.seen.setdefault(path, Seen(path)).add(kind)


def opened(flags):
    """What is done with a file that is opened so."""
    if "O_TRUNC" in flags and "O_RDONLY" not in flags or "O_EXCL" in flags:
        return ["written"]
    if "O_WRONLY" in flags:
        return ["written"]
    if "O_CREAT" in flags:
        return ["read", "written"]
    return ["stat"] if "O_DIRECTORY" in flags or "O_PATH" in flags else ["read"]


def absolute(path, base):
    return os.path.normpath(os.path.join(base, plain(path))).replace("//", "/")


def plain(text):
    """A text without strace's escapes."""
    if "\\" not in text:
        return text
    raw = text.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")
    return raw.decode("utf-8", "surrogateescape")
