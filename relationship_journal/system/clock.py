"""The clock and the zone of this computer."""

import os
import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def wound_to(moment: datetime) -> Clock:
    """Return a clock that stands at a moment."""
    return lambda: moment


def local_zone(localtime: Path = Path("/etc/localtime")) -> tzinfo:
    """Return the user's zone: TZ, else the system's, with its rules for every year.

    Falls back to the rules the C library applies where the zone's name cannot be found.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    for name in (named, *([] if named else [_zone_of_link(localtime)])):
        if name:
            try:
                return zoneinfo.ZoneInfo(name)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                continue
    zone = _PlatformZone()  # rare forms of TZ too, such as CET-1CEST
    try:
        now().astimezone(zone)
    except (ValueError, OverflowError, OSError):  # a TZ farther from UTC than any place is
        return UTC
    return zone


def _zone_of_link(link: Path) -> str:
    try:
        target = os.fspath(link.resolve())
    except (OSError, RuntimeError):  # a link that goes round
        return ""
    _before, found, name = target.partition("zoneinfo/")
    return name.removeprefix("posix/").removeprefix("right/") if found else ""


class _PlatformZone(tzinfo):
    """What `time.localtime` says, for any instant."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None if when is None else when.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, when: datetime | None) -> timedelta | None:  # noqa: ARG002  not known apart
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return None if when is None else when.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, when: datetime) -> datetime:
        local = when.replace(tzinfo=UTC).astimezone()
        return local.replace(tzinfo=self)
