"""A client that goes on asking an address, while something is done to what answers there."""

import threading
import urllib.request

CLIENTS = 4


class Load:
    """Several callers at once; within it, they ask without pause."""

    def __init__(self, url):
        self.url, self.answered, self.failed = url, 0, []
        self._stop, self._lock = threading.Event(), threading.Lock()

    def __enter__(self):
        self._threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _ask(self):
        while not self._stop.wait(0.05):
            try:
                with urllib.request.urlopen(self.url, timeout=20) as answer:
                    answer.read()
                failure = None
            except OSError as error:
                failure = str(error)
            with self._lock:
                self.answered += failure is None
                self.failed += [failure] if failure else []

    def said(self, what):
        """One line: how many were answered, how many were not."""
        return f"{what}: {self.answered + len(self.failed)} requests, {len(self.failed)} failed"
