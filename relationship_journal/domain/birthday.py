"""Birthdays, with or without a year, and the days on which they are kept."""

import re
from dataclasses import dataclass
from datetime import date

from relationship_journal.domain.when import FIRST_DAY, LAST_DAY, days_in_month
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

_WRITTEN = re.compile(r"(?:(\d{4})-|--)(\d{2})-?(\d{2})", re.ASCII)
_A_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of birth; the year is None when it is not known. Its text is `str(birthday)`."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """Return the day it is kept in a year; 29 February is 28 February in most."""
        return date(year, self.month, min(self.day, days_in_month(year, self.month)))

    def age_on(self, day: date) -> int | None:
        """Return how old they become in the year of the day, or None without a year."""
        return None if self.year is None else day.year - self.year


def parse_birthday(text: str) -> Birthday:
    """Return the birthday that `YYYY-MM-DD` or `--MM-DD` stands for.

    Raises:
        InvalidInput: with the field `birthday`, for anything else.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is not None:
        year = int(match[1]) if match[1] else None
        month, day = int(match[2]), int(match[3])
        if (
            1 <= month <= 12
            and 1 <= day <= days_in_month(_A_LEAP_YEAR if year is None else year, month)
            and (year is None or 1 <= year <= LAST_DAY.year)
        ):
            return Birthday(year, month, day)
    raise InvalidInput(
        "birthday",
        _("A birthday is a day like 1984-02-29, or --02-29 when the year is not known."),
    )


def next_birthday(birthday: Birthday, after: date) -> date | None:
    """Return the first day it is kept after `after`, or None past the calendar.

    The day of birth itself is not kept, and nothing before it.
    """
    year = after.year if birthday.year is None else max(after.year, birthday.year + 1)
    day = birthday.in_year(year)
    if day <= after:
        day = birthday.in_year(year + 1)
    return day if day <= LAST_DAY else None


def last_birthday(birthday: Birthday, until: date) -> date | None:
    """Return the last day it was kept up to and with `until`, or None if there was none."""
    day = birthday.in_year(until.year)
    if day > until:
        day = birthday.in_year(until.year - 1)
    if day < FIRST_DAY or (birthday.year is not None and day.year <= birthday.year):
        return None
    return day
