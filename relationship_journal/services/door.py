"""What may come in: every text passes here before it is kept."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Self

from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain import text as texts
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.store.journal import Journal

# of UTF-8
LONGEST_TEXT = 4 * 1024 * 1024
LONGEST_LINE = 2_000


class Service:
    """A group of things a person can do to the journal.

    Args:
        journal: the open journal.
        clock: tells the present instant, aware.
        zone: the user's zone, for rules about days.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime], zone: tzinfo) -> None:
        self._journal = journal
        self._clock = clock
        self._zone = zone

    def under(self, clock: Callable[[], datetime]) -> Self:
        """Return the same service under another clock."""
        return type(self)(self._journal, clock, self._zone)


def line(field: str, text: str, *, is_needed: bool = False) -> str:
    """Return a name, label or address as it is kept: one line, nothing that cannot be stored.

    Raises: InvalidInput when it is needed and blank, or too long.
    """
    kept = texts.one_line(text)
    if is_needed and texts.is_blank(kept):
        raise InvalidInput(field, _("The {field} is empty.").format(field=field_label(field)))
    if len(kept) > LONGEST_LINE:
        raise InvalidInput(
            field,
            _("The {field} is longer than {n} characters.").format(
                field=field_label(field), n=LONGEST_LINE
            ),
        )
    return kept


def words(field: str, text: str, *, is_needed: bool = False) -> str:
    """Return a text of several lines as it is kept.

    Raises: InvalidInput when it is needed and blank, or larger than 4 MiB.
    """
    kept, _removed = texts.clean(text)
    kept = kept.replace("\r\n", "\n")
    if is_needed and texts.is_blank(kept):
        raise InvalidInput(field, _("The {field} is empty.").format(field=field_label(field)))
    if len(kept) > LONGEST_TEXT // 4 and len(kept.encode()) > LONGEST_TEXT:
        raise InvalidInput(
            field, _("The {field} is larger than 4 MiB.").format(field=field_label(field))
        )
    return kept


def birthday(text: str) -> str:
    """Return a birthday as it is kept: `YYYY-MM-DD`, `--MM-DD`, or "".

    Raises: InvalidInput for a day that does not exist.
    """
    kept = texts.one_line(text)
    return str(birthdays.parse_birthday(kept)) if kept else ""


def field_label(field: str) -> str:
    """Return the word by which a field is called in a sentence."""
    labels = {
        "name": _("name"),
        "text": _("text"),
        "note": _("note"),
        "promise": _("promise"),
        "tag": _("tag"),
        "email": _("e-mail address"),
        "phone": _("telephone number"),
        "url": _("address"),
        "how_we_met": _("story of how you met"),
        "introduced_by": _("name of who introduced them"),
        "circle": _("circle’s name"),
        "custom": _("field’s name"),
    }
    return labels.get(field, field.replace("_", " "))
