"""Looking for posts while the window is open or in the tray: now and then, and never in the way."""

import logging
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain.quiet_hours import ClockJump, clock_jump
from relationship_journal.errors import Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.following_rows import FetchResultRow
from relationship_journal.services.rows import Changes
from relationship_journal.settings import Settings
from relationship_journal.ui.jobs import Job, Jobs
from relationship_journal.ui.views.fetching_choices import (
    looks_by_itself,
    only_inner_when_metered,
)

_log = logging.getLogger(__name__)

A_MINUTE = 6
"""Feeds a minute at most: sixty spread over ten minutes."""
REST = (30.0, 90.0)
"""Seconds after a start or a sleep, in which networks come up and others wake too."""
AFTER_TROUBLE = 15 * 60.0
"""Seconds after a full disk or a busy journal."""

Steady = Callable[[], float]


class Connection(Protocol):
    """What is asked of the network; `ui.network.Network` is one."""

    @property
    def is_online(self) -> bool:
        """Whether the web can be reached."""
        ...

    @property
    def is_metered(self) -> bool:
        """Whether it costs by how much comes through it."""
        ...


class Fetching(QObject):
    """Asks for what is due when the minute passes, and for everything by the user's word.

    Signals:
        looked: a round ended; carries its rows.
        busy_changed: it looks now, or no longer.
        said: a sentence for the status bar.
        status_changed: the standing line at its end, "Looked for posts at 10:30".
        failed: a JournalError of a round the user asked for.

    Args:
        core: the open journal.
        jobs: where the asking is done.
        settings: what the user chose.
        network: says whether there is a connection.
        steady: seconds of a clock that nobody sets.
        chance: draws a number of seconds between two.
    """

    looked = Signal(object)
    busy_changed = Signal(bool)
    said = Signal(str)
    status_changed = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        settings: Settings,
        network: Connection,
        *,
        steady: Steady = time.monotonic,
        chance: Callable[[float, float], float] = random.uniform,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._jobs, self._settings = core, jobs, settings
        self._network, self._steady, self._chance = network, steady, chance
        self._round: _Round | None = None
        self._is_closed = False
        self._wall, self._at = core.clock(), steady()
        self._rests_until, self._looked_at = 0.0, ""
        self._rest()

    @property
    def is_busy(self) -> bool:
        """Whether it looks now."""
        return self._round is not None

    def close(self) -> None:
        """Look no more, and give up what is under way; a second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._drop()
        self._core.stop_fetching()

    @Slot()
    def tick(self) -> None:
        """Ask for what is due, if it is time and there is a connection."""
        if self._has_slept():
            self._wake()
        if self._is_closed or self.is_busy or self._steady() < self._rests_until:
            return
        may_ask = looks_by_itself(self._settings) and self._network.is_online
        if may_ask and self._core.fetching.is_anything_due():
            self._begin()

    @Slot(object)
    def note_changes(self, changes: Changes) -> None:
        """Ask at once for what is followed from now on."""
        if "feed" in changes.ids:
            self.tick()

    @Slot(bool)
    def note_sleep(self, is_going: bool) -> None:
        """Drop what is under way when the computer falls asleep, and rest after it woke."""
        if is_going:
            self._drop()
        else:
            self._has_slept()  # the clocks are read; the same sleep is not found again
            self._wake()

    @Slot()
    def note_connection(self) -> None:
        """Rest a moment after the connection came back, and then go on."""
        self._rest()

    @Slot()
    def look_now(self) -> None:
        """Ask for everybody's feeds by the user's word."""
        if self._is_closed:
            return
        if not self._network.is_online:
            self.said.emit(_("This computer is not connected, so no posts were looked for."))
            return
        if self._round is None or not self._round.is_by_word:
            self._drop()
            self._begin(is_by_word=True)

    # --- one round -------------------------------------------------------------------------------

    def _begin(self, *, is_by_word: bool = False) -> None:
        fetching = self._core.fetching
        only_inner = self._network.is_metered and only_inner_when_metered(self._settings)

        def work(progress: Any, cancelled: Callable[[], bool]) -> list[FetchResultRow]:
            if is_by_word:
                return fetching.fetch(is_cancelled=cancelled, progress=progress)
            return fetching.fetch_due(A_MINUTE, only_inner=only_inner, is_cancelled=cancelled)

        self._round = _Round(self, is_by_word=is_by_word)
        self._round.job = self._jobs.run(
            _("Looking for posts"), work, self._round.take, self._round.give_up
        )
        self._round.job.progressed.connect(self.tell_progress)
        self.busy_changed.emit(True)

    @Slot(int, int)
    def tell_progress(self, done: int, total: int) -> None:
        """Say how far a round is that the user asked for."""
        if self._round is not None and self._round.is_by_word:
            told = _("Looking for posts, {done} of {total}").format(done=done, total=total)
            self.status_changed.emit(told)

    def take(self, ended: "_Round", rows: list[FetchResultRow]) -> None:
        """Tell what a round brought, unless it was dropped."""
        if not self._end(ended):
            return
        if any(row.was_asked for row in rows):
            at = friendly.clock(self._core.clock(), self._core.zone)
            self._looked_at = _("Looked for posts at {time}").format(time=at)
            self.status_changed.emit(self._looked_at)
        if ended.is_by_word:
            self.said.emit(_summary(rows))
        self.looked.emit(rows)

    def give_up(self, ended: "_Round", error: JournalError) -> None:
        """Rest after a round that could not be kept."""
        if not self._end(ended) or isinstance(error, Cancelled):
            return
        _log.warning("Looking for posts ended early: %s", type(error).__name__)
        self._rests_until = self._steady() + AFTER_TROUBLE
        if ended.is_by_word:
            self.failed.emit(error)

    def _end(self, ended: "_Round") -> bool:
        if self._round is not ended:
            return False
        self._round = None
        self._stop_telling(ended)
        self.busy_changed.emit(False)
        return True

    def _drop(self) -> None:
        """Let go of what is under way; it ends by itself and nobody hears of it."""
        dropped, self._round = self._round, None
        if dropped is not None and dropped.job is not None:
            dropped.job.cancel()
            self._stop_telling(dropped)
            self.busy_changed.emit(False)

    def _stop_telling(self, ended: "_Round") -> None:
        """Take back how far it is; when it was looked last stands there again."""
        if ended.is_by_word:
            self.status_changed.emit(self._looked_at)

    # --- time ------------------------------------------------------------------------------------

    def _has_slept(self) -> bool:
        """Say whether the wall clock went further than the steady one, or was set."""
        now, steady = self._core.clock(), self._steady()
        jump = clock_jump(now - self._wall, timedelta(seconds=steady - self._at))
        self._wall, self._at = now, steady
        return jump is not ClockJump.NONE

    def _wake(self) -> None:
        self._drop()
        self._rest()

    def _rest(self) -> None:
        self._rests_until = max(self._rests_until, self._steady() + self._chance(*REST))


class _Round:
    """One round that runs, and whether the user asked for it."""

    def __init__(self, owner: Fetching, *, is_by_word: bool) -> None:
        self._owner, self.is_by_word = owner, is_by_word
        self.job: Job | None = None

    def take(self, rows: list[FetchResultRow]) -> None:
        self._owner.take(self, rows)

    def give_up(self, error: JournalError) -> None:
        self._owner.give_up(self, error)


def _summary(rows: list[FetchResultRow]) -> str:
    """Return what a round by the user's word brought, in a sentence."""
    asked = [row for row in rows if row.was_asked]
    if not asked:
        return _("Everything was looked at within the last ten minutes.")
    new = sum(row.new_posts for row in asked)
    if not new:
        return _("Looked for posts: nothing new.")
    return ngettext("Looked for posts: {n} is new.", "Looked for posts: {n} are new.", new).format(
        n=new
    )
