"""Access keys that IAM and STS gave out, and the credentials of an instance's role."""

import threading
from typing import Any

from localcloud.compute import Guest
from localcloud.imds import expiry
from localcloud.keys import Secret

ACCOUNT = "123456789012"
PARTITION = "aws"
SIX_HOURS = 21600


def issued(key: str) -> Secret | None:
    """The secret of a key that IAM or STS of this cloud gave out."""
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    for sts in _all(sts_backends):
        role = sts.get_assumed_role_from_access_key(key)
        if role is not None:
            return Secret(role.secret_access_key, role.session_token, getattr(role, "inside", False))
    for iam in _all(iam_backends):
        for user in list(iam.users.values()):
            for found in user.access_keys:
                if found.access_key_id == key:
                    return Secret(found.secret_access_key)
    return None


def _all(backends: Any) -> list[Any]:
    """moto's backends of a service, those in use, in every account and partition."""
    return [backend for account in list(backends.values()) for backend in list(account.values())]


class RoleCredentials:
    """Temporary keys for the role of an instance's profile; the same ones until the role changes."""

    def __init__(self) -> None:
        self._issued: dict[tuple[str, str], dict[str, str]] = {}
        self._lock = threading.Lock()

    def of(self, guest: Guest) -> tuple[str | None, dict[str, str]]:
        """The role's name and keys; None when the instance has no profile or the profile no role."""
        profile = self._profile(guest)
        if profile is None or not profile.roles:
            return None, {}
        role = profile.roles[0]
        with self._lock:
            if (guest.id, role.arn) not in self._issued:
                self._issued[guest.id, role.arn] = self._assume(guest, role)
            return role.name, {**self._issued[guest.id, role.arn], "ProfileArn": profile.arn}

    @staticmethod
    def _assume(guest: Guest, role: Any) -> dict[str, str]:
        from moto.sts.models import sts_backends

        assumed = sts_backends[ACCOUNT][PARTITION].assume_role(
            region_name=guest.record.region_name,
            role_session_name=guest.id,
            role_arn=role.arn,
            policy="",
            duration=SIX_HOURS,
            external_id="",
        )
        assumed.inside = True
        return {
            "AccessKeyId": assumed.access_key_id,
            "SecretAccessKey": assumed.secret_access_key,
            "Token": assumed.session_token,
            "Expiration": expiry(),
        }

    @classmethod
    def lets_systems_manager_in(cls, guest: Guest) -> bool:
        """Whether the instance's role has AWS's policy for it, without which its agent could not speak to Systems Manager."""
        profile = cls._profile(guest)
        roles = profile.roles if profile is not None else []
        return any(arn.endswith("/AmazonSSMManagedInstanceCore") for role in roles for arn in role.managed_policies)

    @staticmethod
    def _profile(guest: Guest) -> Any:
        from moto.iam.models import iam_backends

        backend = guest.record.ec2_backend
        association = backend.iam_instance_profile_associations.get(guest.id)
        if association is not None:
            return association.iam_instance_profile
        name = (guest.profile or "").rpartition("/")[2]
        profiles = iam_backends[ACCOUNT][PARTITION].instance_profiles
        return next((profile for profile in profiles.values() if name and profile.name == name), None)
