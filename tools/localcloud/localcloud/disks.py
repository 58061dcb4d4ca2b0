"""File systems of instances and images: immutable layers, stacked by overlayfs.

An image is a list of layers, newest first. An instance has one writable directory on top of its image's layers. When an
image is made of a stopped instance, that directory *becomes* a layer (a rename), and the instance goes on with an empty
one above it: nothing is copied, however large the disk.
"""

import contextlib
import os
import secrets
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path

from localcloud.errors import CloudError
from localcloud.kernel import mounted_below
from localcloud.processes import kill_inside, run
from localcloud.state import State
from localcloud.users import Users, stack


class Disks:
    """Layers and who holds them. A layer nobody holds is deleted."""

    def __init__(self, state: State, overlay: bool = True, users: Users | None = None) -> None:
        """``users``: each instance gets its own, its files keep the numbers they have in the image."""
        self.state = state
        self.overlay = overlay
        self.users = users
        self.chains: dict[str, list[str]] = {}
        self._lock = threading.RLock()

    # -- holding --------------------------------------------------------------------------------------------------

    def link_base(self, path: Path) -> str:
        """Makes a cached directory usable as the lowest layer; returns the layer's name."""
        name = path.name
        link = self.state.layers / name
        if not link.is_symlink():
            link.symlink_to(path)
        return name

    def hold(self, owner: str, chain: Iterable[str]) -> None:
        """``owner`` (an image, snapshot or instance id) needs these layers from now on."""
        with self._lock:
            self.chains[owner] = list(chain)

    def release(self, owner: str) -> None:
        """``owner`` is gone; layers that only it held are deleted."""
        with self._lock:
            for layer in self.chains.pop(owner, []):
                self._drop_if_unused(layer)

    def _drop_if_unused(self, layer: str) -> None:
        path = self.state.layers / layer
        if path.is_symlink() or any(layer in chain for chain in self.chains.values()):
            return
        shutil.rmtree(path, ignore_errors=True)

    def sweep(self) -> None:
        """Deletes layers nobody holds: what a killed server left."""
        with self._lock:
            for path in self.state.layers.iterdir():
                self._drop_if_unused(path.name)

    # -- an instance's disk ---------------------------------------------------------------------------------------

    def _home(self, instance: str) -> Path:
        return self.state.instances / instance

    def create(self, instance: str, chain: Iterable[str]) -> None:
        self.hold(instance, chain)
        for name in ("up", "work", "root"):
            (self._home(instance) / name).mkdir(parents=True, exist_ok=True)

    def mount(self, instance: str) -> Path:
        """The instance's root directory, ready to boot."""
        home = self._home(instance)
        missing = [layer for layer in self.chains[instance] if not (self.state.layers / layer).exists()]
        if missing:
            raise CloudError(f"the file system of {instance} is gone: layer {missing[0]} is missing")
        if os.path.ismount(home / "root"):
            return home / "root"
        if self.users is not None:
            layers = [(self.state.layers / layer).resolve() for layer in self.chains[instance]]
            stack(layers, home, self.users.space(instance))
        elif self.overlay:
            # Relative to the layers' directory: the kernel takes one page of options, no more.
            relative = os.path.relpath(home, self.state.layers)
            options = f"lowerdir={':'.join(self.chains[instance])},upperdir={relative}/up,workdir={relative}/work"
            run(
                [
                    "sh",
                    "-c",
                    'cd "$1" && exec mount -t overlay overlay -o "$2" "$3"',
                    "sh",
                    self.state.layers,
                    options,
                    f"{relative}/root",
                ]
            )
        elif not any((home / "root").iterdir()):
            for layer in reversed(self.chains[instance]):
                run(["cp", "-a", f"{self.state.layers / layer}/.", home / "root"])
        return home / "root"

    def unmount(self, instance: str) -> None:
        root = self._home(instance) / "root"
        if os.path.ismount(root):
            run(["umount", "-l", root], check=False)
        if self.users is not None:
            self.users.give_back(instance)

    def tidy_plain(self, instance: str) -> None:
        """Ends what runs in a chroot and removes what plainboot put there."""
        root = self._home(instance) / "root"
        kill_inside(root)
        with contextlib.suppress(FileNotFoundError):
            (root / "usr/sbin/policy-rc.d").unlink()

    def capture(self, instance: str, holder: str, mounted: bool) -> None:
        """Keeps the instance's present file system for ``holder``, a snapshot or an image.

        A running disk (``mounted``) is copied; the caller freezes the instance meanwhile. A stopped one is renamed.
        """
        home, name = self._home(instance), f"l{secrets.token_hex(5)}"
        layer = self.state.layers / name
        with self._lock:
            if not self.overlay:
                run(["cp", "-a", home / "root", layer])
                self.hold(holder, [name])
            elif mounted:
                run(["cp", "-a", home / "up", layer])
                self.hold(holder, [name, *self.chains[instance]])
            else:
                if any((home / "up").iterdir()):
                    (home / "up").rename(layer)
                    (home / "up").mkdir()
                    shutil.copystat(layer, home / "up")
                    shutil.rmtree(home / "work", ignore_errors=True)
                    (home / "work").mkdir()
                    self.hold(instance, [name, *self.chains[instance]])
                self.hold(holder, self.chains[instance])

    def destroy(self, instance: str) -> None:
        self.unmount(instance)
        _remove(self._home(instance))
        self.release(instance)


def _remove(path: Path) -> None:
    """Removes a directory; where something is still mounted there, that would be removed with it: then nothing."""
    left = mounted_below(path)
    if left:
        raise CloudError(f"{left[0]} is still mounted: {path} stays")
    shutil.rmtree(path, ignore_errors=True)


def clean(state: State) -> None:
    """Unmounts and removes the instances' disks that a dead server left; layers stay."""
    for point in reversed(mounted_below(state.root)):
        if point != str(state.root):
            run(["umount", "-l", point], check=False)
    _remove(state.instances)
    _remove(state.consoles)
