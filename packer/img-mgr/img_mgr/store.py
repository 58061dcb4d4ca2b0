"""Finds the picture store when it is needed, keeps trying, and knows how it is without waiting for it."""

import logging
import os
import threading
import time

from img_mgr import errors, settings
from img_mgr.metadata import Metadata

CHECK_SECONDS = 30
SEARCH_SECONDS = 3
_log = logging.getLogger(__name__)


class Store:
    """gallery() is for a request that needs pictures; state is for the health page and never waits."""

    def __init__(self, environ=os.environ, metadata=None, connect=None):
        self._environ = environ
        self._metadata = metadata or Metadata()
        self._connect = connect or connect_s3
        self._lock = threading.Lock()
        self._gallery = None
        self._reason = "it is still looking for it"
        self._searched = float("-inf")
        self.state = "unconfigured"
        self.detail = self._reason

    def gallery(self):
        """The Gallery. Raises Problem (503) while bucket and region are not known; looks again after SEARCH_SECONDS."""
        if self._gallery is None:
            with self._lock:
                if self._gallery is None and time.monotonic() - self._searched >= SEARCH_SECONDS:
                    self._search()
        if self._gallery is None:
            raise errors.unconfigured(self._reason)
        return self._gallery

    @property
    def changes(self):
        """Who may change pictures, "anyone" or "nobody"; None while that is not known."""
        return None if self._gallery is None else "anyone" if self._gallery.writable else "nobody"

    def check(self):
        """Looks how the store is and notes it in state and detail."""
        try:
            self.gallery().check()
            self._note("ok", "")
        except errors.Problem as problem:
            self._note("unconfigured" if problem.code == "unconfigured" else "unreachable", problem.message)

    def watch(self):
        """Checks now and then for as long as this process lives, in a thread of its own."""
        threading.Thread(target=self._watch, name="img-mgr-watch", daemon=True).start()

    def _watch(self):
        while True:
            try:
                self.check()
            except Exception:  # the watch must outlive whatever happens
                _log.exception("The picture store could not be checked")
            time.sleep(CHECK_SECONDS if self.state == "ok" else SEARCH_SECONDS)

    def _search(self):
        try:
            found = settings.find(self._environ, self._metadata)
            self._gallery = self._connect(found)
        except settings.Unknown as problem:
            self._reason = str(problem)
        self._searched = time.monotonic()

    def _note(self, state, detail):
        if (state, detail) != (self.state, self.detail):
            _log.warning("Picture store: %s%s", state, f" ({detail})" if detail else "")
        self.state, self.detail = state, detail


def connect_s3(found):
    """A Gallery on boto3. Imported late: it takes half a second, and the health page must answer before."""
    import boto3
    from botocore.config import Config

    from img_mgr.gallery import Gallery

    style = {"addressing_style": "path"} if found.endpoint else {}
    # Short limits: a page that says "S3 does not answer" after seconds is better than one that hangs.
    retries = {"mode": "standard", "total_max_attempts": 2}
    config = Config(connect_timeout=2, read_timeout=8, retries=retries, max_pool_connections=32, s3=style)
    client = boto3.client("s3", region_name=found.region, endpoint_url=found.endpoint, config=config)
    return Gallery(client, found.bucket, writable=found.changes == "anyone")
