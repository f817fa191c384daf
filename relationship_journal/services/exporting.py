"""Exports for other programs: whole or not at all, and never a secret."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from relationship_journal.domain import csv_text, own_columns, own_csv
from relationship_journal.domain.codes import Owed
from relationship_journal.errors import Cancelled, InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.approach import Approaches
from relationship_journal.services.approach_json import beside_contact
from relationship_journal.services.calendar_export import CalendarWriter
from relationship_journal.services.contact_json import whole_contact
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.following import Following
from relationship_journal.services.gathering import blocks, records_of, widths
from relationship_journal.services.promises import Promises
from relationship_journal.services.timeline import Timeline
from relationship_journal.services.welcome import Welcome
from relationship_journal.store.files import belongs_to_journal
from relationship_journal.system import files

FORMATS = ("csv", "json", "ics")
DELIMITERS = (",", ";", "\t", "|")
_EVERYTHING = 1_000_000_000

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


class Exporting(door.Service):
    """Take everything out."""

    @staticmethod
    def columns() -> tuple[str, ...]:
        """Return the columns a CSV can have, in their order."""
        return own_columns.known_columns()

    def export(
        self,
        path: Path,
        *,
        format: str = "csv",  # noqa: A002  the word of the command line
        columns: Sequence[str] | None = None,
        delimiter: str = "",
        for_excel: bool = False,
        decimal_sign: str = ".",
        ids: Sequence[int] | None = None,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> int:
        """Write contacts to a file and return how many; the bin stays out, the put away go along.

        Of a calendar the number is of the people who have something in it.

        Args:
            path: the file; one that is there is replaced when the new one is whole.
            format: `csv` (our own), `json`, or `ics`: what is ahead, and birthdays.
            columns: for a CSV, which ones; None means all.
            delimiter: for a CSV; "" chooses it.
            for_excel: with a byte order mark, and `;` where the decimal sign is a comma.
            decimal_sign: of the person's language, "." or ",".
            ids: whom; None means everyone.
            progress: is told (done, total) now and then.
            cancelled: is asked now and then.

        Raises: InvalidInput, Cancelled, DiskFull, JournalError.
        """
        if format not in FORMATS:
            raise InvalidInput(
                "format",
                _("There is no export format “{format}”.").format(format=format),
                _("There are: {formats}.").format(formats=", ".join(FORMATS)),
            )
        if delimiter and delimiter not in DELIMITERS:
            raise InvalidInput(
                "delimiter", _("A delimiter is a comma, a semicolon, a tab or a bar.")
            )
        self._refuse_own_file(path)
        chosen = list(ids) if ids is not None else self._everyone()
        steps = self._steps(chosen, progress, cancelled)
        with files.replaced(path) as file:
            if format == "json":
                return self._write_json(file, steps)
            if format == "ics":
                return CalendarWriter(self._journal, self._clock, self._zone).write(file, steps)
            dialect = csv_text.excel_dialect(decimal_sign if for_excel else ".")
            has_mark = for_excel or bool(delimiter and delimiter != ",")
            return self._write_csv(
                file, steps, columns, delimiter or dialect.delimiter, has_mark=has_mark
            )

    def _write_csv(
        self,
        file: BinaryIO,
        steps: Iterator[Sequence[int]],
        columns: Sequence[str] | None,
        delimiter: str,
        *,
        has_mark: bool,
    ) -> int:
        layout = own_csv.Layout(widths(self._journal), columns)
        written = 0
        out = io.TextIOWrapper(file, encoding="utf-8-sig" if has_mark else "utf-8", newline="")
        try:
            csv_text.write_rows([layout.header()], out, delimiter)
            for block in steps:
                records = records_of(self._journal, block)
                written += csv_text.write_rows(map(layout.row, records), out, delimiter)
        finally:
            out.detach()  # flushes; the file is closed by whoever opened it
        return written

    def _write_json(self, file: BinaryIO, steps: Iterator[Sequence[int]]) -> int:
        wiring = (self._journal, self._clock, self._zone)
        contacts, timeline = Contacts(*wiring), Timeline(*wiring)
        following = Following(*wiring)
        follow_ups, promises = FollowUps(*wiring), Promises(*wiring)
        approaches, welcome = Approaches(*wiring), Welcome(*wiring)
        written = 0
        file.write(b"[")
        for block in steps:
            for contact_id in block:
                whole = whole_contact(
                    contacts.whole(contact_id),
                    follow_ups.open_of(contact_id),
                    promises.open_of(contact_id),
                    timeline.of(contact_id, limit=_EVERYTHING),
                    following.feeds_of(contact_id),
                )
                whole |= beside_contact(
                    approaches.of_person(contact_id),
                    welcome.of(contact_id),
                    promises.open_of(contact_id, owed_by=Owed.THEIRS),
                )
                file.write(b",\n" if written else b"\n")
                file.write(json.dumps(whole, ensure_ascii=False).encode())
                written += 1
        file.write(b"\n]\n")
        return written

    def _everyone(self) -> list[int]:
        rows = self._journal.execute(
            "SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY sort_key, id"
        ).fetchall()
        return [row[0] for row in rows]

    @staticmethod
    def _steps(
        ids: Sequence[int], progress: Progress | None, cancelled: IsCancelled | None
    ) -> Iterator[Sequence[int]]:
        done = 0
        for block in blocks(ids):
            if cancelled is not None and cancelled():
                raise Cancelled(_("The export was stopped; no file was left."))
            yield block
            done += len(block)
            if progress is not None:
                progress(done, len(ids))

    def _refuse_own_file(self, path: Path) -> None:
        if belongs_to_journal(path, self._journal.path):
            raise JournalError(_("An export cannot take the place of the journal itself."))
