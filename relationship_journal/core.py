"""One wiring for the window, the command line and the tests."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from relationship_journal import paths
from relationship_journal.services.capturing import Capturing
from relationship_journal.services.checking import Checking
from relationship_journal.services.circles import Circles
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.entries import Entries
from relationship_journal.services.exporting import Exporting
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.history import History
from relationship_journal.services.importing import Importing
from relationship_journal.services.notes import Notes
from relationship_journal.services.people import People
from relationship_journal.services.promises import Promises
from relationship_journal.services.search import Search
from relationship_journal.services.timeline import Timeline
from relationship_journal.services.today import Today
from relationship_journal.services.upcoming import Upcoming
from relationship_journal.store import files
from relationship_journal.store.journal import Journal
from relationship_journal.system import clock as clocks

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Core:
    """An open journal and what can be done with it; usable from any thread that is `at_work`."""

    path: Path
    clock: Clock
    zone: tzinfo
    history: History
    circles: Circles
    contacts: Contacts
    people: People
    notes: Notes
    entries: Entries
    follow_ups: FollowUps
    promises: Promises
    today: Today
    upcoming: Upcoming
    capturing: Capturing
    timeline: Timeline
    search: Search
    importing: Importing
    exporting: Exporting
    checking: Checking
    _journal: Journal

    def close(self) -> None:
        """Close the journal; a second call does nothing."""
        self._journal.close()

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Give a worker thread a connection of its own while inside."""
        self._journal.connect()
        try:
            yield
        finally:
            self._journal.disconnect()


def open_core(
    path: Path | None = None,
    *,
    begin: bool = False,
    clock: Clock | None = None,
    zone: tzinfo | None = None,
    keeps_house: bool = True,
) -> Core:
    """Open a journal.

    Args:
        path: the file; None is the user's own journal in their data folder.
        begin: make a new journal where there is none.
        clock: tells the present instant; the computer's when None.
        zone: the user's zone; the computer's when None.
        keeps_house: empty the bin of what is 30 days old; not under a wound clock.

    Raises: JournalFileError, TooNew, Busy, DiskFull.
    """
    tells, place = clock or clocks.now, zone or clocks.local_zone()
    if path is None:
        path = paths.default_journal()
        if begin or path.parent.is_symlink():
            files.prepare_own_folder(path.parent)
    journal = Journal(path, tells, begin=begin)
    wiring = (journal, tells, place)
    core = Core(
        path=path,
        clock=tells,
        zone=place,
        history=History(*wiring),
        circles=Circles(*wiring),
        contacts=Contacts(*wiring),
        people=People(*wiring),
        notes=Notes(*wiring),
        entries=Entries(*wiring),
        follow_ups=FollowUps(*wiring),
        promises=Promises(*wiring),
        today=Today(*wiring),
        upcoming=Upcoming(*wiring),
        capturing=Capturing(*wiring),
        timeline=Timeline(*wiring),
        search=Search(*wiring),
        importing=Importing(*wiring),
        exporting=Exporting(*wiring),
        checking=Checking(*wiring),
        _journal=journal,
    )
    if keeps_house:
        core.contacts.empty_bin()
    return core
