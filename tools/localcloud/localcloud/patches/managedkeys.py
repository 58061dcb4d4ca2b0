"""Keys of KMS that AWS manages, of which moto says that they are customers' own."""

from typing import Any

from moto.kms.models import KmsBackend


def apply(cloud: Any) -> None:
    create_alias = KmsBackend.create_alias

    def create(self: Any, target_key_id: str, alias_name: str) -> Any:
        alias = create_alias(self, target_key_id, alias_name)
        if alias_name.startswith("alias/aws/"):
            self.describe_key(target_key_id).key_manager = "AWS"
        return alias

    KmsBackend.create_alias = create  # type: ignore[method-assign]
