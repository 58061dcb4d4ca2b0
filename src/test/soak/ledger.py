"""What is strangers', as it was when it was made; held against what is there at the end."""

import threading

import account


class Ledger:
    """Every stranger's thing with all its attributes; safe for several threads."""

    def __init__(self, client):
        self._client = client
        self._lock = threading.Lock()
        self.before = account.describe(client)

    def __contains__(self, key):
        with self._lock:
            return key in self.before

    def keep(self, region, kind, identity):
        """From now on this thing is to stay as it is now."""
        facts = account.in_region(self._client("ec2", region), region)
        with self._lock:
            key = (region, kind, identity)
            self.before[key] = facts.get(key, "gone before anybody looked")

    def touched(self, now):
        """What is not as it was: each with what differs."""
        return {key: difference(was, now.get(key)) for key, was in self.before.items() if now.get(key) != was}


def difference(was, now):
    """In a line."""
    if now is None:
        return "gone"
    if not isinstance(was, dict):
        return str(was)
    names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
    return "; ".join(f"{name}: {was.get(name)} -> {now.get(name)}" for name in names)
