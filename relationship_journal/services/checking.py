"""Whether everything in the journal is as it should be, told in sentences."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services import door, sealing
from relationship_journal.store import integrity, sealed_integrity
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault.records import RecordKeys


class Checking(door.Service):
    """The integrity of every table, index and, where the vault is open, every seal.

    Args:
        journal: the open journal.
        clock: tells the present instant, aware.
        zone: the user's zone.
        keys: returns the keys to the sign-ins; None while they are locked.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Callable[[], datetime],
        zone: tzinfo,
        keys: Callable[[], RecordKeys | None] = lambda: None,
    ) -> None:
        super().__init__(journal, clock, zone)
        self._keys = keys

    def problems(self) -> list[str]:
        """Return a sentence for each thing that is wrong; nothing when all is well."""
        found = integrity.examine(self._journal)
        sentences = [_("The file itself: {what}").format(what=what) for what in found.file_problems]
        sentences += [
            _("The search index “{name}” does not match its texts.").format(name=name)
            for name in found.broken_indexes
        ]
        counted = (
            (
                found.dangling,
                ngettext(
                    "{n} row belongs to nothing.", "{n} rows belong to nothing.", found.dangling
                ),
            ),
            (
                found.wrong_last_spoke,
                ngettext(
                    "The last exchange of {n} contact is wrong.",
                    "The last exchange of {n} contacts is wrong.",
                    found.wrong_last_spoke,
                ),
            ),
            (
                found.wrong_texts,
                ngettext(
                    "What a search finds of {n} contact is out of date.",
                    "What a search finds of {n} contacts is out of date.",
                    found.wrong_texts,
                ),
            ),
            (
                found.lonely_entries,
                ngettext(
                    "{n} entry is with nobody.",
                    "{n} entries are with nobody.",
                    found.lonely_entries,
                ),
            ),
            (
                found.open_batches,
                ngettext(
                    "{n} import was left in the middle.",
                    "{n} imports were left in the middle.",
                    found.open_batches,
                ),
            ),
            (
                found.wrong_moments,
                ngettext("{n} moment is damaged.", "{n} moments are damaged.", found.wrong_moments),
            ),
        )
        sentences += [sentence.format(n=n) for n, sentence in counted if n]
        if not found.file_problems:
            sentences += self._sealed_problems()
        return sentences

    def _sealed_problems(self) -> list[str]:
        """Return what is wrong with keys and seals; the seals are tried where they are unlocked."""
        keys = self._keys()
        found = sealed_integrity.examine(self._journal, keys)
        altered = 0 if keys is None else sealing.altered(self._journal, keys)
        sentences = []
        if found.has_damaged_header:
            sentences.append(_("The keys of the sign-ins are damaged."))
        if found.has_unequal_copies:
            sentences.append(_("One of the two key files is damaged or missing."))
        if altered:
            words = ngettext(
                "{n} sign-in was altered and does not open.",
                "{n} sign-ins were altered and do not open.",
                altered,
            )
            sentences.append(words.format(n=altered))
        if found.is_not_whole:
            sentences.append(_("Sign-ins are missing, added or older than they were."))
        return sentences
