"""What this machine needs to reach package registries, so that provisioning scripts reach them from an instance too."""

import hashlib
import os
import re
from pathlib import Path

from localcloud.processes import run

BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
LOCAL_AUTHORITIES = Path("/usr/local/share/ca-certificates")
# pip's own settings that say where packages come from
PIP_VARIABLES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT")


class Reach:
    """The host's apt sources of one Debian suite, its apt settings, certificate authorities and pip settings."""

    def __init__(self, suite: str, root: Path = Path("/")) -> None:
        self.suite = suite
        self.root = root

    # -- apt ------------------------------------------------------------------------------------------------------

    def apt_sources(self) -> str:
        """One-line sources of Debian's own archive for the suite; empty: the host knows none, use Debian's defaults."""
        lines = []
        for path in [self._at("/etc/apt/sources.list"), *sorted(self._at("/etc/apt/sources.list.d").glob("*"))]:
            if path.suffix == ".sources":
                lines += self._stanzas(path.read_text(errors="replace"))
            elif path.suffix == ".list" and path.is_file():
                lines += [line for line in path.read_text(errors="replace").splitlines() if self._is_ours(line)]
        return "".join(f"{line}\n" for line in dict.fromkeys(lines))

    def _is_ours(self, line: str) -> bool:
        match = re.match(r"deb\s+(\[[^]]*\]\s+)?(\S+)\s+(\S+)\s+main\b", line)
        return bool(match and re.fullmatch(f"{self.suite}(-updates|-security|-backports)?/?(updates)?", match.group(3)))

    def _stanzas(self, text: str) -> list[str]:
        lines = []
        for stanza in re.split(r"\n\s*\n", text):
            fields: dict[str, str] = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", stanza, re.MULTILINE))
            if "deb" not in fields.get("Types", "").split() or fields.get("Enabled", "yes") == "no":
                continue
            for address in fields.get("URIs", "").split():
                for suite in fields.get("Suites", "").split():
                    line = f"deb {address} {suite} {fields.get('Components', '')}"
                    if self._is_ours(line):
                        lines.append(line)
        return lines

    def apt_configuration(self) -> list[Path]:
        """Files that hold nothing but ``Acquire`` settings: proxies, mirrors' certificates, retries."""
        found = []
        for path in [self._at("/etc/apt/apt.conf"), *sorted(self._at("/etc/apt/apt.conf.d").glob("*"))]:
            if path.is_file():
                text = re.sub(r"(?m)^\s*(//|#).*$", "", path.read_text(errors="replace"))
                statements = [part.strip() for part in re.split(r";\s*\n?(?=\s*[A-Z]|\s*$)", text) if part.strip()]
                if statements and all(statement.startswith("Acquire") for statement in statements):
                    found.append(path)
        return found

    # -- certificate authorities and pip --------------------------------------------------------------------------

    def authorities(self) -> list[Path]:
        return sorted(self._at(str(LOCAL_AUTHORITIES)).glob("**/*.crt"))

    def pip_configuration(self) -> str | None:
        """An ``/etc/pip.conf`` for instances, or None when the host's pip has no settings of its own."""
        path = self._at("/etc/pip.conf")
        text = path.read_text() if path.is_file() else ""
        extra = [
            f"{name[4:].lower().replace('_', '-')} = {os.environ[name]}"
            for name in PIP_VARIABLES
            if os.environ.get(name)
        ]
        if (self.authorities() or os.environ.get("PIP_CERT")) and "cert" not in text:
            extra.append(f"cert = {BUNDLE}")
        if extra:
            head, marker, tail = text.partition("[global]\n")
            text = f"{head}[global]\n" + "\n".join(extra) + "\n" + (tail if marker else "")
        return text or None

    # -- putting it there -----------------------------------------------------------------------------------------

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in [*self.apt_configuration(), *self.authorities()]:
            digest.update(path.name.encode() + path.read_bytes())
        bundle = self._at(str(BUNDLE))
        digest.update(bundle.read_bytes() if bundle.is_file() else b"")
        digest.update(f"{self.apt_sources()}\0{self.pip_configuration()}".encode())
        return digest.hexdigest()

    def install(self, target: Path, debian: Path) -> None:
        """Writes it all into ``target``, a layer above the file system ``debian``."""
        conf = target / "etc/apt/apt.conf.d"
        conf.mkdir(parents=True, exist_ok=True)
        for path in self.apt_configuration():
            (conf / f"90{path.name}").write_bytes(path.read_bytes())
        pip = self.pip_configuration()
        if pip:
            (target / "etc/pip.conf").write_text(pip)
        self._install_authorities(target, debian)

    def _install_authorities(self, target: Path, debian: Path) -> None:
        bundle = target / str(BUNDLE)[1:]
        bundle.parent.mkdir(parents=True, exist_ok=True)
        own = (debian / str(BUNDLE)[1:]).read_text()
        host = self._at(str(BUNDLE))
        trusted = _certificates(host.read_text()) if host.is_file() else []
        added = [certificate for certificate in trusted if certificate not in own]
        if not added:
            return
        bundle.write_text(own + "".join(f"{certificate}\n" for certificate in added))
        folder = target / str(LOCAL_AUTHORITIES)[1:]
        folder.mkdir(parents=True, exist_ok=True)
        for number, certificate in enumerate(added):
            path = folder / f"host-{number}.crt"
            path.write_text(certificate + "\n")
            _link_by_hash(certificate, path.name, bundle.parent, debian)

    def _at(self, path: str) -> Path:
        return self.root / path.lstrip("/")


def _certificates(bundle: str) -> list[str]:
    return re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", bundle, re.DOTALL)


def _link_by_hash(certificate: str, name: str, folder: Path, debian: Path) -> None:
    """Where OpenSSL itself looks: the first free ``<hash>.<n>`` beside the bundle."""
    subject = run(
        ["chroot", debian, "openssl", "x509", "-noout", "-subject_hash"], stdin=certificate, check=False
    ).strip()
    for number in range(10):
        link = folder / f"{subject}.{number}"
        if subject and not link.is_symlink() and not (debian / str(BUNDLE.parent)[1:] / link.name).is_symlink():
            link.symlink_to(f"{LOCAL_AUTHORITIES}/{name}")
            return
