"""What is in an image: content, mode, owner and link of each file that it has beyond its base, read from the local cloud's layers."""

import hashlib
import json
import os
import re
import stat

ATTRIBUTES = (
    "Architecture",
    "VirtualizationType",
    "EnaSupport",
    "SriovNetSupport",
    "BootMode",
    "ImdsSupport",
    "TpmSupport",
    "RootDeviceName",
)
DISK = ("VolumeSize", "VolumeType", "Encrypted", "Iops", "DeleteOnTermination")


def content(cloud, image):
    """All of it, by path; ids in names are left out, so that two bakes can be compared."""
    record = json.loads((cloud.state / "images.json").read_text())
    snapshot = next(kept["snapshot"] for kept in record["images"] if kept["id"] == image)
    chain = next(kept["chain"] for kept in record["snapshots"] if kept["id"] == snapshot)
    found = {}
    for name in chain:
        layer = cloud.state / "layers" / name
        if not layer.is_symlink():  # those are the base's
            for path, facts in _walk(layer):
                found.setdefault(path, facts)
    told = cloud.client().describe_images(ImageIds=[image])["Images"][0]
    found["(attributes)"] = str([told.get(name) for name in ATTRIBUTES])
    found["(disks)"] = str(
        [[one["DeviceName"]] + [one.get("Ebs", {}).get(name) for name in DISK] for one in told["BlockDeviceMappings"]]
    )
    return found


def _walk(layer):
    for top, folders, files in os.walk(layer):
        for name in folders + files:
            path = os.path.join(top, name)
            yield _without_ids(os.path.relpath(path, layer)), _facts(path)


def _facts(path):
    told = os.lstat(path)
    if stat.S_ISLNK(told.st_mode):
        inside = os.readlink(path)
    elif stat.S_ISREG(told.st_mode):
        with open(path, "rb") as file:
            inside = hashlib.file_digest(file, "sha256").hexdigest()
    else:
        inside = str(told.st_rdev)
    return f"{stat.filemode(told.st_mode)} {told.st_uid}:{told.st_gid} {inside}"


def _without_ids(path):
    return re.sub(r"[0-9a-f]{8,}", "#", path)


def differences(one, other):
    """The paths that are not the same in two."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
