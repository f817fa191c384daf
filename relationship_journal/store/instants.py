"""Instants and days as the journal keeps them: text that sorts."""

from datetime import UTC, datetime

from relationship_journal.errors import JournalFileError
from relationship_journal.i18n import gettext as _


def stamp(instant: datetime) -> str:
    """Return an aware instant as UTC text, `YYYY-MM-DDTHH:MM:SSZ`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def instant(text: str) -> datetime:
    """Return the instant a stamp stands for.

    Raises: JournalFileError when it stands for none: the program writes no such thing.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise JournalFileError(
            _("The journal is damaged: “{text}” is no moment.").format(text=text[:40]),
            _("A copy from before may be in the folder “backups” beside it."),
        ) from error


def instant_or_none(text: str | None) -> datetime | None:
    """Return the instant a stamp stands for, or None for none."""
    return instant(text) if text else None
