"""Password files of other programs: which one wrote it, and the logins in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from relationship_journal.domain.csv_text import (
    Row,
    decode,
    read_rows,
    sniff_delimiter,
    take_separator_row,
)
from relationship_journal.domain.records import CredentialRecord, Dialect, ReadFile, Skipped
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

KEEPASSXC, BITWARDEN, FIREFOX = "keepassxc-csv", "bitwarden-csv", "firefox-csv"
APPLE, CHROME, OTHER = "apple-csv", "chrome-csv", "password-csv"
FORMATS = (KEEPASSXC, BITWARDEN, FIREFOX, APPLE, CHROME, OTHER)

MOST_COLUMNS = 200
MOST_ROWS = 200_000
_LONGEST_FIELD = 100_000

# the first whose columns are all there
_SHAPES = (
    (BITWARDEN, {"login_uri", "login_username", "login_password"}),
    (KEEPASSXC, {"group", "title", "username", "password", "url"}),
    (FIREFOX, {"url", "username", "password", "httprealm", "formactionorigin"}),
    (APPLE, {"title", "url", "username", "password"}),
)
_CHROME = {"name", "url", "username", "password"}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "account", "item name"),
    "url": ("url", "login_uri", "uri", "website", "web site", "login_url", "websites"),
    "user": ("username", "login_username", "user name", "user", "login", "login name", "email"),
    "password": ("password", "login_password"),
    "one_time": ("totp", "otpauth", "login_totp", "otp", "otpsecret", "otpurl"),
    "notes": ("notes", "note", "extra", "comments"),
    "fields": ("fields",),
    "folder": ("group", "folder", "grouping", "category", "vault"),
    "type": ("type",),
    "changed": ("timepasswordchanged", "last modified"),
    "created": ("timecreated", "created"),
    "used": ("timelastused",),
}
_BINS = ("recycle bin", "papierkorb", "trash")


def read_credentials(data: bytes) -> ReadFile | None:
    """Return the logins of a password file, None when it is no password file.

    No value of a row ever stands in a warning, a reason or an error.
    """
    try:
        decoded = decode(data)
    except ImportRefused:
        return None
    separator, text = take_separator_row(decoded.text)
    delimiter = separator or sniff_delimiter(text[:65_536])
    rows = read_rows(text, delimiter, first_line=2 if separator else 1)
    try:
        first = next(rows, None)
    except ImportRefused:
        return None
    if first is None or len(first.cells) > MOST_COLUMNS:
        return None
    names = [cell.strip().casefold() for cell in first.cells]
    detected = recognised(names)
    if not detected:
        return None
    dialect = Dialect(delimiter, decoded.encoding, decoded.has_bom)
    reader = _Reader(detected, names)
    errors: tuple[str, ...] = ()
    try:
        for row in islice(rows, MOST_ROWS):
            reader.take(row)
        if next(rows, None) is not None:
            errors = (_("Only the first {n} rows were read.").format(n=MOST_ROWS),)
    except ImportRefused as error:
        errors, reader.found = (str(error),), []  # a file that is cut off is not half taken
    return ReadFile(
        detected,
        skipped=tuple(reader.skipped),
        warnings=(*decoded.warnings, *reader.warnings()),
        errors=errors,
        dialect=dialect,
        credentials=tuple(reader.found),
    )


def recognised(names: Iterable[str]) -> str:
    """Return which program's password file has these columns, "" for none."""
    there = set(names)
    for name, needed in _SHAPES:
        if needed <= there:
            return name
    if _CHROME <= there <= _CHROME | {"note"}:
        return CHROME
    has = {field: not there.isdisjoint(words) for field, words in _NAMES.items()}
    return OTHER if has["password"] and has["user"] and (has["url"] or has["title"]) else ""


class _Reader:
    def __init__(self, detected: str, names: Sequence[str]) -> None:
        self._detected = detected
        self._places = {
            field: places
            for field, words in _NAMES.items()
            if (places := [names.index(word) for word in words if word in names])
        }
        self._width = len(names)
        self._ragged = 0
        self._in_folders = 0
        self.found: list[CredentialRecord] = []
        self.skipped: list[Skipped] = []

    def take(self, row: Row) -> None:
        """Take a row in, or say why not."""
        where = _("line {line}").format(line=row.line)
        self._ragged += len(row.cells) > self._width
        cell = self._cells(row)
        why = self._reason(row, cell)
        if why:
            self.skipped.append(Skipped(where, why))
            return
        folder = cell("folder").strip("/ ")
        self._in_folders += bool(folder and folder.casefold() != "root")
        notes = [part for part in (cell("notes"), cell("fields")) if part]
        self.found.append(
            CredentialRecord(
                title=cell("title").strip(),
                urls=self._urls(cell("url")),
                user_name=Secret(cell("user").strip()),
                password=Secret(cell("password")),
                one_time=Secret(cell("one_time").strip()),
                notes=Secret("\n".join(notes)),
                folder=folder,
                changed=_moment(cell("changed")),
                created=_moment(cell("created")),
                used=_moment(cell("used")),
                where=where,
            )
        )

    def warnings(self) -> Iterable[str]:
        """Yield what is said of the file as a whole."""
        if self._ragged:
            yield ngettext(
                "In {n} row there was more than the columns say; it was left out.",
                "In {n} rows there was more than the columns say; it was left out.",
                self._ragged,
            ).format(n=self._ragged)
        if self._in_folders:
            yield ngettext(
                "{n} sign-in was in a folder; there are none here.",
                "{n} sign-ins were in folders; there are none here.",
                self._in_folders,
            ).format(n=self._in_folders)

    def _cells(self, row: Row) -> Callable[[str], str]:
        def cell(field: str) -> str:
            for place in self._places.get(field, ()):
                if place < len(row.cells) and row.cells[place].strip():
                    return row.cells[place]
            return ""

        return cell

    def _reason(self, row: Row, cell: Callable[[str], str]) -> str:
        kind = cell("type").strip().casefold()
        if kind and kind not in {"login", "password", "account"}:
            return _("It is no login ({kind}).").format(kind=kind[:20])
        if any(part.strip().casefold() in _BINS for part in cell("folder").split("/")):
            return _("It was in the bin there.")
        if not cell("user") and not cell("password"):
            return _("It has neither a user name nor a password.")
        if max(map(len, row.cells), default=0) > _LONGEST_FIELD:
            return _("One of its fields is too long.")
        return ""

    def _urls(self, text: str) -> tuple[str, ...]:
        if self._detected == BITWARDEN:
            return tuple(part for one in text.split(",") if (part := one.strip()))
        return (text.strip(),) if text.strip() else ()


def _moment(text: str) -> datetime | None:
    """Return the instant of an ISO text, or of milliseconds since 1970."""
    kept = text.strip()
    try:
        if kept.isascii() and kept.isdigit():
            return datetime.fromtimestamp(int(kept) / 1000, UTC)
        at = datetime.fromisoformat(kept)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if 1970 <= at.year < 9999 else None
