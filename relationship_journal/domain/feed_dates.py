"""When a feed says something was published: every spelling met in the wild, to one instant in UTC.

Day and month are never guessed from an American order where the writing tells otherwise; what
cannot be believed is None, and the reader falls back on when the entry was first seen.
"""

import re
import unicodedata
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone, tzinfo

# Blogs with feeds begin about here; 0001, 1970 and the like are what empty fields turn into.
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)

_LONGEST = 100
_HOURS = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
    "cet": 1, "cest": 2, "met": 1, "mez": 1, "mest": 2, "mesz": 2, "sast": 2,
    "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3,
    "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "brt": -3,
    "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_MONTHS: tuple[str, ...] = (
    "january januar janner janvier enero gennaio janeiro januari stycznia styczen",
    "february februar fevrier febrero febbraio fevereiro februari lutego luty",
    "march marz maerz mrz mrt mars marzo marco maart marca marzec",
    "april avril abril aprile kwietnia kwiecien",
    "may mai mayo maggio maio mei maja maj",
    "june juni juin junio giugno junho czerwca czerwiec",
    "july juli juillet julio luglio julho lipca lipiec",
    "august aout agosto augustus sierpnia sierpien",
    "september septembre septiembre settembre setembro wrzesnia wrzesien",
    "october oktober octobre octubre ottobre outubro pazdziernika pazdziernik",
    "november novembre noviembre novembro listopada listopad",
    "december dezember decembre diciembre dicembre dezembro grudnia grudzien",
)

_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?::|h(?=\d))(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*([ap])\.?m\b\.?)?",  # the P of PST is none
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:(?:gmt|utc?)\s*)?([+-]|−)\s?(\d{1,2}):?(\d{2})?(?![\d:-])", re.IGNORECASE)
_PLACE = re.compile(r"\b[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2}\b")
_ABBREVIATION = re.compile(r"\b[A-Za-z]{1,4}\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_THREE_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


def instant_of(written: str) -> datetime | None:
    """Return the instant in UTC a feed's date means, or None where it cannot be believed."""
    text = " ".join(written.split())[:_LONGEST]
    if not text:
        return None
    try:
        told = _iso(text) or _taken_apart(text) or _by_dateutil(text)
        told = told and (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # 31 February, year 0, offsets of a hundred hours
        return None
    return told if told is not None and told >= EARLIEST else None


def _iso(text: str) -> datetime | None:
    if not text[:4].isdecimal() or not text.isascii():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _taken_apart(text: str) -> datetime | None:
    time = _TIME.search(text)
    rest = text if time is None else f"{text[: time.start()]} {text[time.end() :]}"
    day = _day(text[: time.start()] if time else text) or _day(rest)
    if day is None:
        return None
    if time is None:
        return day
    clock = _clock(time)
    moment = day + clock if clock is not None else day
    return moment.replace(tzinfo=_zone(text[time.end() :], text))


def _clock(time: re.Match[str]) -> timedelta | None:
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    half = (time[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _zone(behind: str, text: str) -> tzinfo:
    """Return the zone written behind the time; UTC where none is."""
    offset = _OFFSET.match(behind.lstrip())
    if offset is not None:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 14 or minutes > 59:
            return UTC
        away = timedelta(hours=hours, minutes=minutes)
        return timezone(away if offset[1] == "+" else -away)
    place = _PLACE.search(text)
    if place is not None:
        try:
            return zoneinfo.ZoneInfo(place[0])
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            return UTC
    for word in _ABBREVIATION.findall(behind):
        if word.lower() in _HOURS:
            return timezone(timedelta(hours=_HOURS[word.lower()]))
    return UTC


def _day(text: str) -> datetime | None:
    year_first = _YEAR_FIRST.search(text)
    if year_first is not None:
        month, day = int(year_first[3]), int(year_first[4] or 1)
        return datetime(int(year_first[1]), month, day)  # noqa: DTZ001  the zone comes after
    three = _THREE_NUMBERS.search(text)
    if three is not None:
        return _of_three(int(three[1]), int(three[3]), three[4], three[2])
    return _with_a_name(text)


def _of_three(first: int, second: int, year: str, mark: str) -> datetime:
    """Take 5.2.2026 and 13/2/2026 by the day, 2/13/2026 and 2/5/2026 by the month."""
    is_day_first = mark == "." or first > 12 or (mark == "-" and second <= 12)
    day, month = (first, second) if is_day_first else (second, first)
    return datetime(_full_year(year), month, day)  # noqa: DTZ001  the zone comes after


def _with_a_name(text: str) -> datetime | None:
    for word in _WORD.finditer(text):
        month = _month(word[0])
        if month:
            before = _NUMBER.findall(text[: word.start()])
            after = _NUMBER.findall(text[word.end() :])
            return _around(before, month, after)
    return None


def _around(before: list[str], month: int, after: list[str]) -> datetime | None:
    """Return the day of `5 March 2026`, `March 5, 2026`, `2026 March 5` and `March 2026`."""
    numbers = before[-2:] + after[:2]
    year = next((one for one in numbers if len(one) == 4), "")
    if year:
        numbers.remove(year)
        day = next((int(one) for one in numbers if 1 <= int(one) <= 31), 1)
        return datetime(int(year), month, day)  # noqa: DTZ001  the zone comes after
    if len(numbers) < 2:
        return None
    return datetime(_full_year(numbers[1]), month, int(numbers[0]))  # noqa: DTZ001  as above


def _full_year(written: str) -> int:
    """Return the year of two, three or four digits, as RFC 2822 reads them."""
    year = int(written)
    if len(written) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(written) == 3 else year


def _month(word: str) -> int:
    plain = unicodedata.normalize("NFD", word.lower())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    if len(letters) < 3:
        return 0
    found = {
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(name.startswith(letters) for name in names.split())
    }
    exact = [number for number, names in enumerate(_MONTHS, 1) if letters in names.split()]
    return exact[0] if exact else found.pop() if len(found) == 1 else 0


def _by_dateutil(text: str) -> datetime | None:
    from dateutil import parser  # noqa: PLC0415  start-up time

    if not re.search(r"\d{4}|\d.*\d.*\d", text):
        return None
    zones = {name.upper(): int(hours * 3600) for name, hours in _HOURS.items()}
    is_day_first = bool(re.search(r"\d\.\d", text))
    try:
        return parser.parse(text, tzinfos=zones, dayfirst=is_day_first)
    except (parser.ParserError, OverflowError, TypeError, AttributeError):
        return None
