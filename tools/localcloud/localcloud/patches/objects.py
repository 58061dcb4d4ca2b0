"""Objects in S3: a condition is looked at and the object written in one, which moto does in two."""

import threading
from typing import Any

from moto.s3.responses import S3Response


def apply(cloud: Any) -> None:
    turn, put = threading.Lock(), S3Response.put_object

    def put_object(self: Any) -> Any:
        with turn:
            return put(self)

    S3Response.put_object = put_object
