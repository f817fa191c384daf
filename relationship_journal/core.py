"""One wiring for the window, the command line and the tests."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from relationship_journal import paths
from relationship_journal.errors import JournalError
from relationship_journal.services.circles import Circles
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.entries import Entries
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.history import History
from relationship_journal.services.notes import Notes
from relationship_journal.services.people import People
from relationship_journal.services.relationship import Relationship
from relationship_journal.services.timeline import Timeline
from relationship_journal.store import files, restoring
from relationship_journal.store.journal import Journal
from relationship_journal.system import clock as clocks

if TYPE_CHECKING:
    from relationship_journal.services.backups import Backups
    from relationship_journal.services.basket import Basket
    from relationship_journal.services.capturing import Capturing
    from relationship_journal.services.checking import Checking
    from relationship_journal.services.exporting import Exporting
    from relationship_journal.services.feed_posts import FeedPosts
    from relationship_journal.services.fetching import Fetching
    from relationship_journal.services.follow_link import FollowLink
    from relationship_journal.services.following import Following
    from relationship_journal.services.following_details import FollowingDetails
    from relationship_journal.services.importing import Importing
    from relationship_journal.services.keyring_slot import KeyringSlot
    from relationship_journal.services.link_check import LinkCheck
    from relationship_journal.services.link_look import LinkLooking
    from relationship_journal.services.link_taking import LinkTaking
    from relationship_journal.services.looking_back import LookingBack
    from relationship_journal.services.opening import Opening
    from relationship_journal.services.own_self import OwnSelf
    from relationship_journal.services.promises import Promises
    from relationship_journal.services.quarterly import Quarterly
    from relationship_journal.services.return_strip import ReturnStrip
    from relationship_journal.services.search import Search
    from relationship_journal.services.sightings import Sightings
    from relationship_journal.services.sign_in_export import SignInExport
    from relationship_journal.services.sign_in_import import SignInImport
    from relationship_journal.services.sign_ins import SignIns
    from relationship_journal.services.sign_ins_keyring import SignInsKeyring
    from relationship_journal.services.today import Today
    from relationship_journal.services.upcoming import Upcoming
    from relationship_journal.services.vault import Vault
    from relationship_journal.services.watches import Watches
    from relationship_journal.store.vault.journal_keys import Ask, Locked
    from relationship_journal.store.vault.slots import Key, Opened
    from relationship_journal.system.feeds.child import FeedReader
    from relationship_journal.system.http.fetcher import Fetcher

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Core(Relationship):
    """An open journal and what can be done with it; usable from any thread that is `at_work`.

    What the first window does not need is loaded when it is asked for.
    """

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
    timeline: Timeline
    _journal: Journal

    @cached_property
    def promises(self) -> "Promises":
        """What is owed."""
        from relationship_journal.services.promises import Promises  # noqa: PLC0415  start-up time

        return Promises(self._journal, self.clock, self.zone)

    @cached_property
    def link_check(self) -> "LinkCheck":
        """Whether links still lead anywhere."""
        from relationship_journal.services.link_check import (  # noqa: PLC0415  start-up time
            LinkCheck,
        )

        return LinkCheck(self.look_fetcher)

    @cached_property
    def today(self) -> "Today":
        """Whom to turn to today, and why."""
        from relationship_journal.services.today import Today  # noqa: PLC0415  start-up time

        return Today(self._journal, self.clock, self.zone)

    @cached_property
    def looking_back(self) -> "LookingBack":
        """What was given and received."""
        from relationship_journal.services.looking_back import (  # noqa: PLC0415  start-up time
            LookingBack,
        )

        return LookingBack(self._journal, self.clock, self.zone)

    @cached_property
    def quarterly(self) -> "Quarterly":
        """Six cards a quarter."""
        from relationship_journal.services.quarterly import Quarterly  # noqa: PLC0415  start-up time

        return Quarterly(self._journal, self.clock, self.zone)

    @cached_property
    def upcoming(self) -> "Upcoming":
        """What is ahead."""
        from relationship_journal.services.upcoming import Upcoming  # noqa: PLC0415  start-up time

        return Upcoming(self._journal, self.clock, self.zone)

    @cached_property
    def following(self) -> "Following":
        """What people publish."""
        from relationship_journal.services.following import Following  # noqa: PLC0415  start-up time

        return Following(self._journal, self.clock, self.zone)

    @cached_property
    def follow_link(self) -> "FollowLink":
        """Following at whatever address was given."""
        from relationship_journal.services.follow_link import FollowLink  # noqa: PLC0415  start-up time

        return FollowLink(self.following, self.fetcher, self.feed_reader, self.looking.look)

    @cached_property
    def feed_posts(self) -> "FeedPosts":
        """What was read from feeds, kept."""
        from relationship_journal.services.feed_posts import FeedPosts  # noqa: PLC0415  start-up time

        return FeedPosts(self._journal, self.clock, self.zone)

    @cached_property
    def own_self(self) -> "OwnSelf":
        """What I go by."""
        from relationship_journal.services.own_self import OwnSelf  # noqa: PLC0415  start-up time

        return OwnSelf(self._journal, self.clock, self.zone)

    @cached_property
    def sightings(self) -> "Sightings":
        """Comments by others."""
        from relationship_journal.services.sightings import Sightings  # noqa: PLC0415  start-up time

        return Sightings(self._journal, self.clock, self.zone)

    @cached_property
    def watches(self) -> "Watches":
        """Answers that may come."""
        from relationship_journal.services.watches import Watches  # noqa: PLC0415  start-up time

        return Watches(self._journal, self.clock, self.zone)

    @cached_property
    def fetcher(self) -> "Fetcher":
        """Who asks the web; its thread starts with the first question."""
        from relationship_journal.system.http.fetcher import Fetcher  # noqa: PLC0415  start-up time

        return Fetcher()

    @cached_property
    def feed_reader(self) -> "FeedReader":
        """Who reads strangers' documents; its process starts with the first."""
        from relationship_journal.system.feeds.child import FeedReader  # noqa: PLC0415  start-up

        return FeedReader()

    @cached_property
    def look_fetcher(self) -> "Fetcher":
        """Who asks the web while somebody waits: a second between questions, not two."""
        from relationship_journal.system.http.fetcher import Fetcher  # noqa: PLC0415  start-up time

        return Fetcher(pause=1.0)

    @cached_property
    def following_details(self) -> "FollowingDetails":
        """What came before somebody's newest post."""
        from relationship_journal.services.following_details import (  # noqa: PLC0415  start-up time
            FollowingDetails,
        )

        return FollowingDetails(self._journal, self.clock, self.zone)

    @cached_property
    def looking(self) -> "LinkLooking":
        """What a pasted link leads to."""
        from relationship_journal.services.link_look import LinkLooking  # noqa: PLC0415  start-up time

        return LinkLooking(self._journal, self.look_fetcher, self.feed_reader)

    @cached_property
    def link_taking(self) -> "LinkTaking":
        """What was ticked of a looked-at link."""
        from relationship_journal.services.link_taking import LinkTaking  # noqa: PLC0415  start-up time

        return LinkTaking(self._journal, self.clock, self.zone)

    @cached_property
    def fetching(self) -> "Fetching":
        """Learning what people published."""
        from relationship_journal.services.fetch_round import Means  # noqa: PLC0415  start-up time
        from relationship_journal.services.fetching import Fetching  # noqa: PLC0415  start-up time

        fetcher = self.fetcher
        return Fetching(
            Means(
                self._journal,
                self.clock,
                self.feed_posts,
                fetcher,
                self.feed_reader,
                fetcher.group_of,
                self.watches,
            )
        )

    @cached_property
    def basket(self) -> "Basket":
        """Posts of others that are to be mentioned."""
        from relationship_journal.services.basket import Basket  # noqa: PLC0415  start-up time

        return Basket(self._journal, self.clock, self.zone)

    @cached_property
    def opened(self) -> "ReturnStrip":
        """What was opened, until it is said what came of it."""
        from relationship_journal.services.return_strip import ReturnStrip  # noqa: PLC0415  start-up time

        return ReturnStrip(self._journal, self.clock, self.zone)

    @cached_property
    def capturing(self) -> "Capturing":
        """One typed line, written down."""
        from relationship_journal.services.capturing import Capturing  # noqa: PLC0415  start-up time

        return Capturing(self._journal, self.clock, self.zone)

    @cached_property
    def importing(self) -> "Importing":
        """People from files."""
        from relationship_journal.services.importing import Importing  # noqa: PLC0415  start-up time

        return Importing(self._journal, self.clock, self.zone)

    @cached_property
    def exporting(self) -> "Exporting":
        """Everything, for other programs."""
        from relationship_journal.services.exporting import Exporting  # noqa: PLC0415  start-up time

        return Exporting(self._journal, self.clock, self.zone)

    @cached_property
    def keyring(self) -> "KeyringSlot":
        """This computer's key in the system's keyring."""
        from relationship_journal.services.keyring_slot import (  # noqa: PLC0415  start-up time
            KeyringSlot,
        )

        return KeyringSlot(self.path, self.vault)

    @cached_property
    def sign_ins_keyring(self) -> "SignInsKeyring":
        """This computer's key to the sign-ins, for who wants one."""
        from relationship_journal.services.sign_ins_keyring import (  # noqa: PLC0415  start-up time
            SignInsKeyring,
        )

        return SignInsKeyring(self.path, self.vault)

    @cached_property
    def backups(self) -> "Backups":
        """Restorable copies."""
        from relationship_journal.services.backups import Backups  # noqa: PLC0415  start-up time

        return Backups(self._journal, self.clock, self.zone)

    @cached_property
    def checking(self) -> "Checking":
        """Whether all is as it should be."""
        from relationship_journal.services.checking import Checking  # noqa: PLC0415  start-up time

        return Checking(
            self._journal,
            self.clock,
            self.zone,
            lambda: self.vault.keys() if self.vault.is_open else None,
        )

    @cached_property
    def sign_ins(self) -> "SignIns":
        """Logins at sites, sealed."""
        from relationship_journal.services.sign_ins import SignIns  # noqa: PLC0415  start-up time

        return SignIns(self._journal, self.clock, self.zone, self.vault)

    @cached_property
    def sign_in_import(self) -> "SignInImport":
        """Logins from files of other programs."""
        from relationship_journal.services.sign_in_import import SignInImport  # noqa: PLC0415

        is_sealed = self.vault.is_journal_encrypted
        return SignInImport(self.sign_ins, shows_user_names=is_sealed)

    @cached_property
    def sign_in_export(self) -> "SignInExport":
        """Logins into a file for another program."""
        from relationship_journal.services.sign_in_export import SignInExport  # noqa: PLC0415

        return SignInExport(self.sign_ins, self.vault, self.path)

    @cached_property
    def search(self) -> "Search":
        """What was written, found again."""
        from relationship_journal.services.search import Search  # noqa: PLC0415  start-up time

        return Search(self._journal, self.clock, self.zone)

    @property
    def has_sign_ins(self) -> bool:
        """Whether there is any sign-in; asked without loading what keeps them."""
        asked = "SELECT EXISTS (SELECT 1 FROM cred WHERE deleted_at IS NULL)"
        return bool(self._journal.execute(asked).fetchone()[0])

    @cached_property
    def opening(self) -> "Opening":
        """Somebody's pages, opened as the right self."""
        from relationship_journal.services.opening import Opening  # noqa: PLC0415  start-up time

        return Opening(self.sign_ins)

    @cached_property
    def vault(self) -> "Vault":
        """The keys to the sign-ins."""
        from relationship_journal.services.vault import Vault  # noqa: PLC0415  start-up time

        return Vault(self._journal, self.clock, self.zone)

    def has_route(self) -> bool:
        """Say whether there is any way out of this computer."""
        from relationship_journal.system.http.route import has_route  # noqa: PLC0415  start-up time

        return has_route()

    def stop_fetching(self) -> None:
        """Stop asking and reading at once, from any thread, and for good."""
        if "fetcher" in self.__dict__:
            self.fetcher.close()
        if "feed_reader" in self.__dict__:
            self.feed_reader.abandon()

    def close(self) -> None:
        """Close the journal and what works for it; a second call does nothing."""
        for name in ("fetcher", "look_fetcher", "feed_reader"):  # only what was asked for
            if name in self.__dict__:
                self.__dict__[name].close()
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
    key: "Key | Ask | Opened | None" = None,
    opens_sign_ins: bool = False,
) -> Core:
    """Open a journal.

    Args:
        path: the file; None is the user's own journal in their data folder.
        begin: make a new journal where there is none.
        clock: tells the present instant; the computer's when None.
        zone: the user's zone; the computer's when None.
        keeps_house: empty the bin of what is 30 days old; not under a wound clock.
        key: what opens an encrypted journal, who is asked for it once it proves encrypted, or
            what `encrypting.unlock` returned on another thread.
        opens_sign_ins: unlock the sign-ins by the same passphrase or code; takes its time again.

    Raises: JournalFileError, NeedsPassphrase, WrongPassphrase, TooNew, Busy, DiskFull.
    """
    tells, place = clock or clocks.now, zone or clocks.local_zone()
    if path is None:
        path = paths.default_journal()
        if begin or path.parent.is_symlink():
            files.prepare_own_folder(path.parent)
    given: list[Key] = []
    opened = _opened_by(path, key, given)
    journal = Journal(path, tells, begin=begin, opened=opened)
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
        timeline=Timeline(*wiring),
        _journal=journal,
    )
    if keeps_house:
        core.contacts.empty_bin()
    if opens_sign_ins and opened is not None and given:
        with contextlib.suppress(JournalError):  # then they are locked, as they may be
            core.vault.unlock_with(given[-1])
    return core


def _opened_by(path: Path, key: "Key | Ask | Opened | None", given: "list[Key]") -> "Opened | None":
    """Return what opens the journal; None for a plain one, which needs nothing of all that."""
    restoring.finish(path)
    if files.look_at(path) is not files.Form.ENCRYPTED:
        return None
    from relationship_journal.store.vault import journal_keys  # noqa: PLC0415  start-up time
    from relationship_journal.store.vault.slots import Opened  # noqa: PLC0415  start-up time

    return key if isinstance(key, Opened) else journal_keys.unlock(path, _remembering(key, given))


def _remembering(key: "Key | Ask | None", given: "list[Key]") -> "Ask":
    """Return who is asked for a key, and notes what was answered."""

    def ask(locked: "Locked") -> "Key | None":
        answer = key(locked) if callable(key) else key
        if answer is not None:
            given.append(answer)
        return answer

    return ask
