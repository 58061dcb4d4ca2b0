"""What can go wrong, in words for the person or program that asked."""


class Problem(Exception):
    """A request that cannot be met.

    status is the HTTP status, code a stable word for programs, the message one sentence for people;
    retry_after is in seconds, or None where trying again is no use.
    """

    def __init__(self, status, code, message, retry_after=None):
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


def not_an_image():
    return Problem(415, "not_an_image", "This file is not a JPEG, PNG, GIF or WebP picture.")


def broken_image():
    return Problem(400, "broken_image", "This picture is damaged or incomplete and cannot be read.")


def too_many_pixels(width, height, limit):
    message = f"This picture has {width} × {height} pixels; at most {limit // 1_000_000} million are accepted."
    return Problem(413, "too_many_pixels", message)


def too_large(limit):
    message = f"This upload is too large; a picture may have at most {limit // (1024 * 1024)} MB."
    return Problem(413, "too_large", message)


def no_file():
    return Problem(400, "no_file", 'There is no file in this upload; send one in the form field "image".')


def no_such_image():
    return Problem(404, "no_such_image", "There is no such picture; it may have been deleted.")


def bad_cursor(value):
    return Problem(400, "bad_cursor", f"“{value[:40]}” is not a place in the list; use the “next” of an earlier answer.")


def bad_limit(value, most):
    return Problem(400, "bad_limit", f"limit must be a number from 1 to {most}, not “{value[:40]}”.")


def foreign_origin():
    return Problem(403, "foreign_origin", "Pictures can only be changed from img-mgr's own pages.")


def read_only():
    return Problem(403, "read_only", "Pictures can only be looked at here, not added or deleted.")


def unconfigured(reason):
    return Problem(503, "unconfigured", f"img-mgr does not know its S3 bucket yet: {reason}.", retry_after=10)


def unreachable(reason):
    return Problem(503, "storage_unreachable", f"The picture store cannot be used at the moment: {reason}.", retry_after=5)
