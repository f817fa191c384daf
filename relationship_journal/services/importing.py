"""Imports: read, show what would happen, then bring it in as one step that can be undone."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from relationship_journal.domain.credential_csv import read_credentials
from relationship_journal.domain.formats import detect
from relationship_journal.domain.opml import read_opml
from relationship_journal.domain.own_csv import read_own_csv
from relationship_journal.domain.records import (
    ContactRecord,
    ImportReport,
    ReadFile,
    Skipped,
)
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Cancelled, InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.known_people import KnownPeople
from relationship_journal.services.storable import storable_file
from relationship_journal.services.taking_in import TakingIn
from relationship_journal.store.files import belongs_to_journal
from relationship_journal.store.journal import Batch
from relationship_journal.system import files, kdbx

# Small steps keep the window's own writes quick while an import runs.
STEP = 50

FORMATS = ("opml", "csv")
_MAYBE_PASSWORDS = frozenset({"csv", "text"})

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Planned:
    """One person of a file, and what bringing them in would do: added, updated or unchanged."""

    record: ContactRecord
    contact_id: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read and what would happen; nothing is written yet."""

    files: tuple[ReadFile, ...]
    planned: tuple[Planned, ...]
    report: ImportReport


class Importing(door.Service):
    """Bring in people from files."""

    def read(
        self,
        paths: Sequence[Path],
        *,
        format: str = "",  # noqa: A002
        password: Secret | None = None,
    ) -> Preview:
        """Read the files and find out what bringing them in would do.

        A file that cannot be read says so in its `errors`. Of a password file there are
        `credentials` and no people; `bring_in` leaves them to `SignInImport`. `password` opens
        a KeePass database.

        Raises: InvalidInput for an unknown format; JournalError when a file cannot be opened.
        """
        if format and format not in FORMATS:
            raise InvalidInput(
                "format",
                _("There is no import format “{format}”.").format(format=format),
                _("There are: {formats}.").format(formats=", ".join(FORMATS)),
            )
        read = tuple(self._read(path, format, password) for path in paths)
        known, taking = KnownPeople(self._journal), TakingIn(self._journal, self._clock)
        planned = []
        seen: set[tuple[str, str]] = set()
        for record in itertools.chain.from_iterable(one.records for one in read):
            contact_id = known.match(record)
            if contact_id is not None:
                outcome = "updated" if taking.would_change(contact_id, record) else "unchanged"
            else:
                mark = (record.source, record.source_id) if record.source_id else ("", record.uid)
                outcome = "unchanged" if mark[1] and mark in seen else "added"
                seen.add(mark)
            planned.append(Planned(record, contact_id, outcome))
        return Preview(read, tuple(planned), _report(read, [one.outcome for one in planned]))

    def bring_in(
        self,
        preview: Preview,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ImportReport:
        """Bring the people in, as one undo step; stopped or failed, nothing is left behind.

        Raises: Cancelled, Busy, DiskFull.
        """
        total = sum(len(one.records) for one in preview.files)
        taking = TakingIn(self._journal, self._clock)
        done = 0
        outcomes: list[str] = []
        with self._journal.batch(_("Import")) as batch:
            for file in preview.files:
                # whom an earlier file brought is known; whom this one brings is not looked for
                known = KnownPeople(self._journal)
                for block in _blocks(file.records):
                    if cancelled is not None and cancelled():
                        raise Cancelled(_("The import was stopped; nothing was left behind."))
                    outcomes += self._step(batch, block, known, taking)
                    done += len(block)
                    if progress is not None:
                        progress(done, total)
            with self._journal.change(_("Import"), batch=batch):
                taking.link_introducers()
        report = _report(preview.files, outcomes)
        return replace(
            report,
            skipped=(*report.skipped, *taking.skipped),
            added_ids=tuple(taking.added),
        )

    def _step(
        self,
        batch: Batch,
        block: Sequence[ContactRecord],
        known: KnownPeople,
        taking: TakingIn,
    ) -> list[str]:
        with self._journal.change(_("Import"), batch=batch):
            return [taking.take(record, known.match(record)) for record in block]

    def _read(self, path: Path, format: str, password: Secret | None) -> ReadFile:  # noqa: A002
        if belongs_to_journal(path, self._journal.path):
            # closing a second handle on an open SQLite file would drop its locks
            return ReadFile("", errors=(_("This is the journal itself."),))
        data = files.read_whole(path)
        detected = format or detect(data, path.name)
        if detected == "opml":
            return storable_file(read_opml(data))
        if not format and (detected == kdbx.FORMAT or path.suffix.lower() == ".kdbx"):
            return kdbx.read_kdbx(data, password)
        passwords = read_credentials(data) if detected in _MAYBE_PASSWORDS else None
        if passwords is not None:
            return passwords
        if detected in {"csv", "rj-csv"}:
            return storable_file(read_own_csv(data))
        sentence = {
            "binary": _("{name} is not a text file."),
            "empty": _("{name} is empty."),
        }.get(detected, _("{name} is not a feed list (OPML) or a CSV of this program."))
        return ReadFile(detected, errors=(sentence.format(name=path.name),))


def _blocks(records: Sequence[ContactRecord]) -> Iterator[Sequence[ContactRecord]]:
    for start in range(0, len(records), STEP):
        yield records[start : start + STEP]


def _report(files_read: Sequence[ReadFile], outcomes: Sequence[str]) -> ImportReport:
    detected = list(dict.fromkeys(one.detected for one in files_read))
    skipped: list[Skipped] = [hole for one in files_read for hole in one.skipped]
    return ImportReport(
        detected=detected[0] if len(detected) == 1 else ", ".join(detected),
        added=outcomes.count("added"),
        updated=outcomes.count("updated"),
        unchanged=outcomes.count("unchanged"),
        skipped=tuple(skipped),
        warnings=tuple(text for one in files_read for text in one.warnings),
        errors=tuple(text for one in files_read for text in one.errors),
    )
