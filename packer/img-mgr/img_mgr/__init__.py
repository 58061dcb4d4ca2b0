"""img-mgr: a picture gallery kept in S3."""
