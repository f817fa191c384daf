"""A time of day as a person types it and as it is shown. It knows neither day nor zone."""

import re
from datetime import time

from relationship_journal.i18n import pgettext

_TYPED = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]?\s*(?P<minute>\d{2})|\s*h)?\s*(?P<half>[ap]\.?m\.?)?"
)
_NOON = 12
_MIDNIGHT = 24


def clock_text(at: time) -> str:
    """Return what a clock on the wall shows: "21:00"."""
    return pgettext("time", "{hour}:{minute:02}").format(hour=at.hour, minute=at.minute)


def parse_clock(text: str) -> time | None:
    """Return the time that is meant by "21:00", "21", "9.30", "0930", "9 pm"; None for no time.

    24:00 is the midnight that begins the next day, and so 0:00.
    """
    match = _TYPED.fullmatch(text.strip().casefold())
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"].startswith("p") else 0)
    elif (hour, minute) == (_MIDNIGHT, 0):
        hour = 0
    try:
        return time(hour, minute)
    except ValueError:
        return None
