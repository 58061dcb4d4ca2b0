"""States that last: something happens now, and the next state comes some seconds later."""

import logging
import threading
from collections.abc import Callable


def later(seconds: float, action: Callable[[], None]) -> None:
    """Runs ``action`` in a thread of its own, so many seconds from now."""
    timer = threading.Timer(seconds, _logged(action))
    timer.daemon = True
    timer.start()


def beside(action: Callable[[], None]) -> threading.Thread:
    """Runs ``action`` in a thread of its own."""
    thread = threading.Thread(target=_logged(action), daemon=True)
    thread.start()
    return thread


def _logged(action: Callable[[], None]) -> Callable[[], None]:
    def guarded() -> None:
        try:
            action()
        except Exception:  # pylint: disable=broad-except
            logging.getLogger("localcloud").exception("a change of state failed")

    return guarded
