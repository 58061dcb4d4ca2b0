"""States that last: something happens now, and the next state comes some seconds later."""

import logging
import threading
from typing import Callable


def later(seconds: float, action: Callable[[], None]) -> None:
    """Runs ``action`` at once and in this thread when ``seconds`` is 0, otherwise in its own thread, that much later."""
    if seconds <= 0:
        action()
        return
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
