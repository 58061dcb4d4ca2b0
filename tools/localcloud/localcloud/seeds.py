"""The images every cloud begins with: look-alikes of Debian's official ones, standing on the base root file system."""

from typing import Any

DEBIAN = "136693071363"


def images() -> list[dict[str, Any]]:
    """In the form of moto's ``MOTO_AMIS_PATH``; ids are the same in every Region and every cloud."""
    return [
        _debian("ami-0d12a1b2c3d4e5f60", "20250428-2095", "2025-04-28T12:00:00.000Z"),
        _debian("ami-0d12b2c3d4e5f6071", "20250814-2204", "2025-08-14T12:00:00.000Z"),
    ]


def _debian(image_id: str, serial: str, created: str) -> dict[str, Any]:
    name = f"debian-12-amd64-{serial}"
    return {
        "ami_id": image_id,
        "name": name,
        "description": f"Debian 12 ({serial})",
        "owner_id": DEBIAN,
        "state": "available",
        "public": True,
        "architecture": "x86_64",
        "virtualization_type": "hvm",
        "hypervisor": "xen",
        "image_type": "machine",
        "image_location": f"amazon/{name}",
        "root_device_type": "ebs",
        "root_device_name": "/dev/xvda",
        "sriov": "simple",
        "boot_mode": "uefi-preferred",
        "creation_date": created,
    }
