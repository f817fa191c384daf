"""Whether everything in the journal is as it should be, told in sentences."""

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services import door
from relationship_journal.store import integrity


class Checking(door.Service):
    """The integrity of every table and index."""

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
        return sentences
