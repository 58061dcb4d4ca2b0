"""The one exception a person sees."""


class CloudError(Exception):
    """Something the user can mend; its text is one clear line."""
