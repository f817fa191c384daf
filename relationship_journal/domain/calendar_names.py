"""The names of weekdays and months in the person's language, and what a typed name means.

They come from gettext and not from the C library, whose locale is one for the whole process
and often lacks the language altogether.
"""

from relationship_journal.domain.text import fold
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext

# Months are entered and printed with a day ("5 December"); headings print them alone.
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST_NAME = 3


def weekday_name(weekday: int) -> str:
    """Return a weekday in full, 0 for Monday."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[weekday]


def weekday_short(weekday: int) -> str:
    """Return a weekday in two or three letters, 0 for Monday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday]


def month_name(month: int) -> str:
    """Return a month in full as it stands after a day, 1 for January."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        pgettext("month in full", "May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[month - 1]


def month_alone(month: int) -> str:
    """Return a month in full as it stands in a heading, 1 for January."""
    # Many languages decline the name after a day and not in a heading.
    return (
        pgettext("month alone", "January"),
        pgettext("month alone", "February"),
        pgettext("month alone", "March"),
        pgettext("month alone", "April"),
        pgettext("month alone", "May"),
        pgettext("month alone", "June"),
        pgettext("month alone", "July"),
        pgettext("month alone", "August"),
        pgettext("month alone", "September"),
        pgettext("month alone", "October"),
        pgettext("month alone", "November"),
        pgettext("month alone", "December"),
    )[month - 1]


def month_short(month: int) -> str:
    """Return a month in three letters or so, 1 for January."""
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        pgettext("month in short", "May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )[month - 1]


def weekday_named(word: str) -> int | None:
    """Return the weekday a typed word names, 0 for Monday, or None.

    English names and their beginnings of three letters and more always count (scripts use
    them), the names of the person's language beside them.
    """
    typed = fold(word).rstrip(".")
    for weekday, name in enumerate(_ENGLISH_WEEKDAYS):
        if _begins(name, typed):
            return weekday
    for weekday in range(7):
        if typed in _forms(weekday_short(weekday), weekday_name(weekday)):
            return weekday
    return None


def month_named(word: str) -> int | None:
    """Return the month a typed word names, 1 for January, or None."""
    typed = fold(word).rstrip(".")
    for month, name in enumerate(_ENGLISH_MONTHS, start=1):
        if _begins(name, typed) or (month == 9 and typed == "sept"):
            return month
    for month in range(1, 13):
        if typed in _forms(month_short(month), month_name(month), month_alone(month)):
            return month
    return None


def _begins(name: str, typed: str) -> bool:
    return len(typed) >= _SHORTEST_NAME and (name.startswith(typed) or typed == f"{name}s")


def _forms(*names: str) -> set[str]:
    return {fold(name).rstrip(".") for name in names} - {""}
