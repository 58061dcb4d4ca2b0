"""How a group's instances are replaced, batch by batch, while enough of them serve."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from localcloud.errors import CloudError
from localcloud.fleets import Fleet, wait_for


class NotReplaced(Exception):
    """The new instances did not get healthy in time, or the replacement was cancelled; the old ones serve."""


@dataclass(frozen=True)
class Pace:
    """How fast instances are replaced."""

    batch: int
    least: int  # so many always serve
    seconds: float  # in which a new instance has to be good
    surplus: bool  # new ones come first where fewer than the least would serve otherwise


def roll(
    fleet: Fleet,
    pace: Pace,
    old: list[str],
    good: Callable[[str], bool],
    cancelled: threading.Event,
    tell: Callable[[str], None] = lambda text: None,
    pause: float = 0.0,
) -> None:
    """Replaces old instances by new ones, with a pause after each batch. NotReplaced leaves all that still serve."""
    while old:
        batch, old = old[: pace.batch], old[pace.batch :]
        room = max(0, len(fleet.members()) - pace.least) if pace.surplus else len(batch)
        _go_on(cancelled)
        fleet.retire(batch[:room])
        try:
            made = fleet.launch(len(batch))
        except CloudError as reason:
            raise NotReplaced(str(reason)) from reason
        tell(f"New instance(s) added to autoscaling group - Waiting on {len(made)} resource signal(s).")
        if not wait_for(lambda: all(good(one) for one in made), pace.seconds, cancelled):
            _go_on(cancelled)
            late = [one for one in made if not good(one)]
            raise NotReplaced(f"{', '.join(late)} not healthy after {pace.seconds:g} s")
        tell(f"Received {len(made)} SUCCESS signal(s) of {', '.join(made)}.")
        cancelled.wait(pause)
        _go_on(cancelled)
        fleet.retire(batch[room:])


def _go_on(cancelled: threading.Event) -> None:
    if cancelled.is_set():
        raise NotReplaced("cancelled")


def seconds_of(duration: Any) -> float:
    """``PT1M30S`` → 90."""
    found = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", str(duration))
    if found is None or not any(found.groups()):
        raise ValueError(f"{duration} is no duration such as PT10M")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return float(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
