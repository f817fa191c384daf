"""The words for backups: when one was made, and what is in it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QLocale

from relationship_journal.domain import friendly
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.backups import BackupRow, InsideRow


def inside_words(row: InsideRow) -> str:
    """Return how much a journal holds: people first, as everywhere."""
    number = QLocale().toString
    parts = (
        ngettext("{n} person", "{n} people", row.people).format(n=number(row.people)),
        ngettext("{n} entry", "{n} entries", row.entries).format(n=number(row.entries)),
        ngettext("{n} note", "{n} notes", row.notes).format(n=number(row.notes)),
    )
    return ", ".join(parts)


def made_words(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    """Return when a backup was made, or that nobody knows."""
    return _("at an unknown time") if at is None else friendly.moment_label(at, now, zone)


def kind_words(row: BackupRow, *, journal_is_encrypted: bool) -> str:
    """Return how a backup came about, and how large it is."""
    kind = _("made by itself") if row.is_automatic else _("made by hand")
    if "-before-" in row.path.name:
        kind = _("made before a larger change")
    parts = [kind, QLocale().formattedDataSize(row.size)]
    if not row.is_encrypted and journal_is_encrypted:
        parts.append(_("not encrypted"))
    return ", ".join(parts)


def readable_words(number: int) -> str:
    """Return what is said of copies that anyone can read, beside an encrypted journal."""
    words = ngettext(
        "{n} copy from before the encryption can be read by anyone who gets hold of it.",
        "{n} copies from before the encryption can be read by anyone who gets hold of them.",
        number,
    )
    return words.format(n=QLocale().toString(number))
