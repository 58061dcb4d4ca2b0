"""What a bake reads outside of the checkout that is no input of its own, each with the reason."""

import fnmatch

# What a machine brings: patterns of paths, and why they need not be in a key.
SYSTEM = {
    (
        "/usr/*",
        "/lib*",
        "/bin*",
        "/sbin*",
        "/opt/*",
    ): "programs and libraries of this machine; the key has the versions of packer and its plugins",
    ("/proc", "/proc/*", "/sys", "/sys/*", "/dev", "/dev/*", "/selinux*"): "the kernel's own; not files",
    (
        "/etc/ld.so*",
        "/etc/gnutls/*",
        "/etc/selinux*",
        "/etc/alternatives*",
        "/etc/debian_version",
        "/etc/crypto-policies*",
    ): ("how programs of this machine are loaded"),
    (
        "/etc/passwd",
        "/etc/group",
        "/etc/nsswitch.conf",
        "/etc/shadow",
        "/etc/login.defs",
        "/var/run/nscd*",
        "/var/db*",
        "/run/systemd/*",
        "/var/run/*",
    ): ("who runs the bake, which the image does not show"),
    (
        "/etc/hosts",
        "/etc/resolv.conf",
        "/etc/host.conf",
        "/etc/gai.conf",
        "/etc/services",
        "/etc/protocols",
        "/etc/mdns.allow",
    ): ("the way to the cloud and to the instance"),
    ("/etc/ssl*", "/etc/pki*", "/etc/ca-certificates*", "/etc/ssh/ssh_config*", "/etc/ssh/ssh_known_hosts*"): (
        "whose certificates are believed on that way"
    ),
    (
        "/etc/localtime",
        "/etc/timezone",
        "/etc/zoneinfo*",
        "/etc/locale*",
        "/etc/inputrc",
        "/etc/terminfo*",
        "/etc/mime.types",
    ): ("time zone and language of this machine's messages"),
    (
        "/etc/python3*",
        "/etc/apt/apt.conf.d*",
        "/etc/dpkg*",
        "/var/lib/dpkg*",
        "/etc/os-release",
        "/etc/lsb-release",
        "/etc/*-release",
        "/var/lib/libuuid*",
    ): ("what is installed on this machine"),
    ("/tmp/*", "/var/tmp/*"): "temporary files that programs make there whatever TMPDIR says",
    ("/", "/etc", "/home", "/root", "/tmp", "/var", "/run", "/var/lib", "/var/run"): "folders on the way to a file",
}

# What the bake itself puts somewhere, below TMP or HOME.
OWN = {
    ("{tmp}", "{tmp}/*"): "temporary files of packer, of ansible and of the bakery, made in the bake",
    (
        "{home}/.ansible/tmp*",
        "{home}/.ansible/cp*",
        "{home}/.ansible_async*",
        "{home}/.ansible/galaxy*",
    ): "ansible's temporary files",
    (
        "{home}/.packer.d/tmp*",
        "{home}/.packer.d/checkpoint*",
        "{home}/.config/packer/checkpoint*",
        "{home}/.cache*",
    ): "packer's caches",
    ("{home}/.aws*", "{home}/.ssh*"): "who bakes, and how the instance is reached",
    ("{user}/.ansible", "{user}/.ansible/tmp*"): "the same below the home that the machine has for this user",
    ("{home}/.local/lib/python*",): "libraries that this user installed; programs, like those in /usr",
    ("{home}/.config/user-dirs.dirs",): "where this user keeps documents and pictures",
    (
        "{home}",
        "{home}/.packer.d",
        "{home}/.ansible",
        "{home}/.config",
        "{home}/.local",
        "{above}",
    ): "folders on the way to a file",
    ("{state}*",): "the bakery's own state",
    ("{packer}", "{packer}/*", "{plugins}", "{plugins}/*"): "packer and its plugins, whose versions the key has",
}

# What packer writes below the checkout.
WRITTEN = {
    "crash.log": "packer's, when it crashes",
    "packer_cache*": "packer's cache",
    "*packer-manifest.json*": "what was made so far, which the manifest post-processor adds to",
    "*made.json*": "the same under the name that a recipe gives it",
}


def reason(path, places):
    """
    Why a path outside of the checkout need not count; empty where it must.

    :param places: the folders of a bake: its "home", "tmp", the bakery's "state", the one "above" them all, those of "packer" and its "plugins",
        the "user"'s home as the machine has it
    """
    if inside(places["above"], path):
        return "folders on the way to a file"
    for patterns, why in SYSTEM.items():
        if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns) and not inside(path, places["above"]):
            return why
    for patterns, why in OWN.items():
        if any(fnmatch.fnmatchcase(path, pattern.format(**places)) for pattern in patterns):
            return why
    return ""


def inside(path, folder):
    return path == folder or path.startswith(folder + "/")


def written(path):
    """Why a path below the checkout is the bake's own; empty where it is an input."""
    return next((why for pattern, why in WRITTEN.items() if fnmatch.fnmatchcase(path, pattern)), "")
