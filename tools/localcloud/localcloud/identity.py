"""Access keys that count, and the credentials of an instance's role."""

import threading
from typing import Any

from localcloud.compute import Guest
from localcloud.imds import expiry

ACCOUNT = "123456789012"
PARTITION = "aws"
SIX_HOURS = 21600


def is_known(key: str) -> bool:
    """Whether IAM or STS of this cloud gave out the key."""
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    iam, sts = iam_backends[ACCOUNT][PARTITION], sts_backends[ACCOUNT][PARTITION]
    if sts.get_assumed_role_from_access_key(key) is not None:
        return True
    return any(found.access_key_id == key for user in list(iam.users.values()) for found in user.access_keys)


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
        return {
            "AccessKeyId": assumed.access_key_id,
            "SecretAccessKey": assumed.secret_access_key,
            "Token": assumed.session_token,
            "Expiration": expiry(),
        }

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
