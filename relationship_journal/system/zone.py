"""The user's zone as it is now: a journey changes it while the program runs."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from relationship_journal.system.clock import local_zone


class LiveZone(tzinfo):
    """The computer's zone; services that were given it follow when it is read anew.

    Args:
        ask: returns the zone of this moment.
    """

    def __init__(self, ask: Callable[[], tzinfo] = local_zone) -> None:
        self._ask = ask
        self._zone = ask()

    def refresh(self) -> bool:
        """Read the zone anew and say whether it is another one."""
        if hasattr(time, "tzset"):
            time.tzset()
        found = self._ask()
        # the C library's rules have no name to compare; an hour of difference is all one sees
        is_same = found is self._zone or str(found) == str(self._zone)
        self._zone = found
        return not is_same

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return how far local time is from UTC."""
        return self._zone.utcoffset(self._in_zone(when))

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return the part of it that is summer time."""
        return self._zone.dst(self._in_zone(when))

    def tzname(self, when: datetime | None) -> str | None:
        """Return the zone's short name."""
        return self._zone.tzname(self._in_zone(when))

    def fromutc(self, when: datetime) -> datetime:
        """Return the local time of an instant."""
        return self._zone.fromutc(when.replace(tzinfo=self._zone)).replace(tzinfo=self)

    def __str__(self) -> str:
        return str(self._zone)

    def _in_zone(self, when: datetime | None) -> datetime | None:
        return None if when is None else when.replace(tzinfo=self._zone)
