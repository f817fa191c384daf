"""When a reminder comes and what it carries. How it is shown is the carrier's."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.domain import quiet_hours as rules
from relationship_journal.domain.person_facts import Reason
from relationship_journal.domain.quiet_hours import ClockJump, Shown
from relationship_journal.domain.today import Card
from relationship_journal.domain.when import local_day, start_of_day
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes, TodayRow, TodayView
from relationship_journal.settings import Settings
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.notices import Notices

_log = logging.getLogger(__name__)
POPUP, TODAY = "popup", "today"
IDLE = 60_000
"""Milliseconds between two looks at the clocks: one wake-up a minute, and no more."""
_AFTER_CHANGE = 300
"""Milliseconds: several changes in a row are one look."""
_HOUR = timedelta(hours=1)
_LONGEST_FALL_ASLEEP = _LONGEST_GATHERING = 60.0
"""Seconds of the steady clock."""
_EXPLICIT = frozenset({Reason.PROMISE.value, Reason.FOLLOW_UP.value})


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal says of now: whom Today shows, and when more falls due."""

    view: TodayView
    moments: tuple[datetime, ...]


Gather = Callable[[], Found]
Done = Callable[[Found], None]
Failed = Callable[[JournalError], None]
Run = Callable[[Gather, Done, Failed], None]
"""Does the gathering, on another thread where there is much, and hands over what was found."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the planner asks of the computer.

    `is_presenting`: whether nothing is to pop up now; `steady`: seconds of a clock that nobody
    sets; `refresh_zone`: reads the zone anew and says whether it is another one.
    """

    is_presenting: Callable[[], bool] = lambda: False
    steady: Callable[[], float] = time.monotonic
    refresh_zone: Callable[[], bool] = lambda: False


class Reminders(QObject):
    """Looks at the journal when something may be due, and brings it once.

    It wakes at the next moment the rules name and otherwise once a minute, to see what the clocks
    did. Everything that may have changed ends in one `look`, and a look brings at most one
    reminder, so that nothing comes in bursts.

    Signals:
        brought: a reminder came up; carries the rows on it.
        waiting_changed: `waiting` holds other people, or the pause began or ended.
        day_changed: the journal's day is another one; pages about today are stale.
        ticked: a minute passed, or something happened to the clocks.
        failed: a JournalError, when what was shown could not be written down.

    Args:
        core: the open journal; its clock is the one that counts.
        notices: word of what changed.
        settings: what the user chose (`reminder_settings`).
        carrier: shows it.
        around: what is asked of the computer.
        run: gathers the facts; at once when None.
    """

    brought = Signal(object)
    waiting_changed = Signal()
    day_changed = Signal()
    ticked = Signal()
    failed = Signal(object)

    def __init__(
        self,
        core: Core,
        notices: Notices,
        settings: Settings,
        carrier: Carrier,
        *,
        around: Surroundings | None = None,
        run: Run | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._settings, self._carrier = core, settings, carrier
        self._around = around or Surroundings()
        self._run = run or run_here
        self._view: TodayView | None = None
        self._moments: tuple[datetime, ...] = ()
        self._next: datetime | None = None
        self._brought: set[str] = set()
        self._is_held = self._is_stale = False
        self._gathering_since: float | None = None
        self._asleep_since: float | None = None
        self._wall, self._steady = core.clock(), self._around.steady()
        self._day = local_day(self._wall, core.zone)
        self._was_paused = self.is_paused
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        self._after_change = QTimer(self)
        self._after_change.setSingleShot(True)
        self._after_change.setInterval(_AFTER_CHANGE)
        self._after_change.timeout.connect(self.look)
        notices.changed.connect(self._note_change)

    # --- what it knows ---------------------------------------------------------------------------

    @property
    def waiting(self) -> tuple[TodayRow, ...]:
        """Whom Today shows, in its order."""
        return self._view.shown if self._view is not None else ()

    @property
    def is_paused(self) -> bool:
        """Whether the user wants no reminders for now."""
        return self._paused_until() is not None

    @property
    def next_look(self) -> datetime | None:
        """When something may be due next; None when no reminder may ever come."""
        return self._next

    # --- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin: look at once, and from then on when it is time."""
        self.look()

    def close(self) -> None:
        """Look no more; a second call does nothing."""
        self._timer.stop()
        self._after_change.stop()
        self._run = run_never
        self._carrier.close()

    @Slot()
    def tick(self) -> None:
        """See what the clocks did, and look where that may matter."""
        now = self._core.clock()
        has_jumped = self._read_clocks(now) is not ClockJump.NONE
        has_moved = self._around.refresh_zone()
        is_new_day = self._note_day(now)
        if has_jumped or has_moved or is_new_day or self._is_due(now) or self._may_let_go():
            self.look()
        else:
            self._arm(now)
        self.ticked.emit()

    @Slot()
    def look(self) -> None:
        """Find out who waits, and bring what is new if it may come."""
        self._after_change.stop()
        if self._is_gathering():
            self._is_stale = True
            return
        self._gathering_since, self._is_stale = self._around.steady(), False
        cap = reminder_settings.cap(self._settings)
        today = self._core.today
        self._run(lambda: Found(today.look(cap), tuple(today.moments())), self._take, self._give_up)

    @Slot(bool)
    def note_sleep(self, is_going: bool) -> None:
        """Bring nothing while the computer falls asleep; one look when it wakes."""
        if is_going:
            self._asleep_since = self._around.steady()
            return
        self._asleep_since = None
        now = self._core.clock()
        self._read_clocks(now)
        self._around.refresh_zone()
        self._note_day(now)
        self.look()
        self.ticked.emit()

    @Slot()
    def note_presence(self) -> None:
        """Look anew when do-not-disturb was switched and something is held back by it."""
        if self._is_held and not self._around.is_presenting():
            self.look()

    # --- pause -----------------------------------------------------------------------------------

    @Slot()
    def pause_for_an_hour(self) -> None:
        """Bring nothing for an hour."""
        self._pause(self._core.clock() + _HOUR)

    @Slot()
    def pause_for_today(self) -> None:
        """Bring nothing until the next day begins."""
        tomorrow = date.fromordinal(local_day(self._core.clock(), self._core.zone).toordinal() + 1)
        self._pause(start_of_day(tomorrow, self._core.zone))

    @Slot()
    def go_on(self) -> None:
        """End the pause; what it held back comes now."""
        self._pause(None)

    @Slot()
    def note_settings(self) -> None:
        """Look anew after the user chose other hours, another cap, or another style."""
        self.look()

    # --- looking ---------------------------------------------------------------------------------

    def _is_gathering(self) -> bool:
        """Say whether facts are on their way; what takes a minute does not come any more."""
        since = self._gathering_since
        return since is not None and self._around.steady() - since < _LONGEST_GATHERING

    def _give_up(self, error: JournalError) -> None:
        """Look again in a minute: the journal could not be read now."""
        self._gathering_since = None
        _log.warning("Reminders could not look: %s", type(error).__name__)
        self._arm(self._core.clock())

    def _take(self, found: Found) -> None:
        self._gathering_since = None
        if self._is_stale:
            self.look()
            return
        now = self._core.clock()
        before = self.waiting
        self._view, self._moments = found.view, found.moments
        self._carrier.keep({row.key for row in self.waiting})
        self._bring(now)
        self._arm(now)
        if self.waiting != before or self.is_paused != self._was_paused:
            self._was_paused = self.is_paused
            self.waiting_changed.emit()

    def _bring(self, now: datetime) -> None:
        """Show what is new, unless nothing may come now; then it is held back."""
        self._is_held = False
        fresh = self._fresh(now)
        if not fresh:
            return
        hours = reminder_settings.quiet_hours(self._settings)
        if not rules.may_show(
            now, hours, self._core.zone, is_presenting=False, is_paused=self.is_paused
        ):
            return
        if self._is_asleep() or self._around.is_presenting():
            self._is_held = True
            return
        on_screen = {row.key for row in self._carrier.rows}
        new = {row.key for row in fresh}
        carried = [row for row in self.waiting if row.key in on_screen | new]
        self._carrier.show(carried)
        self._brought |= new
        try:
            self._core.today.note_shown(fresh, POPUP)
        except JournalError as error:
            self.failed.emit(error)
        self.brought.emit(carried)

    def _fresh(self, now: datetime) -> list[TodayRow]:
        """Return whom a reminder may bring: new, not seen, and no more a day than the cap."""
        if not self.waiting:
            return []
        today, day = self._core.today, local_day(now, self._core.zone)
        shown = Shown(
            keys=today.shown_keys() | self._brought,
            seen_today=today.seen_on(day, TODAY),
            quiet_today=bool(today.seen_on(day, POPUP, only_quiet=True)),
        )
        keys = {card.key for card in rules.bundle([_as_card(row) for row in self.waiting], shown)}
        room = reminder_settings.cap(self._settings) - len(today.seen_on(day, POPUP))
        fresh = []
        for row in self.waiting:
            if row.key in keys and (room > 0 or row.reason in _EXPLICIT):
                fresh.append(row)
                room -= 1
        return fresh

    def _arm(self, now: datetime) -> None:
        """Wake at the next moment, or in a minute to see what the clocks did."""
        self._next = rules.next_look(
            self._moments,
            now,
            reminder_settings.quiet_hours(self._settings),
            self._core.zone,
            self._paused_until(),
        )
        wait = IDLE
        if self._next is not None:
            wait = min(IDLE, max(0, round((self._next - now) / timedelta(milliseconds=1)) + 1))
        is_near = wait < IDLE
        # whole seconds let the system wake for several programs at once
        kind = Qt.TimerType.PreciseTimer if is_near else Qt.TimerType.VeryCoarseTimer
        self._timer.setTimerType(kind)
        self._timer.start(wait)

    # --- clocks ----------------------------------------------------------------------------------

    def _read_clocks(self, now: datetime) -> ClockJump:
        steady = self._around.steady()
        jump = rules.clock_jump(now - self._wall, timedelta(seconds=steady - self._steady))
        self._wall, self._steady = now, steady
        return jump

    def _note_day(self, now: datetime) -> bool:
        day = local_day(now, self._core.zone)
        if day == self._day:
            return False
        self._day = day
        self.day_changed.emit()
        return True

    def _is_due(self, now: datetime) -> bool:
        return self._next is not None and now >= self._next

    def _may_let_go(self) -> bool:
        """Say whether something is held back that need not be any more."""
        if self.is_paused != self._was_paused:
            return True
        return self._is_held and not self._is_asleep() and not self._around.is_presenting()

    def _is_asleep(self) -> bool:
        """Say whether the computer is falling asleep; it may have been called off since."""
        if self._asleep_since is None:
            return False
        return self._around.steady() - self._asleep_since < _LONGEST_FALL_ASLEEP

    def _paused_until(self) -> datetime | None:
        return reminder_settings.paused_until(self._settings, self._core.clock())

    def _pause(self, until: datetime | None) -> None:
        reminder_settings.set_paused_until(self._settings, until)
        if until is not None:
            self._carrier.withdraw()
        self.look()

    @Slot(object)
    def _note_change(self, changes: Changes) -> None:
        # what was in sight is told with its people, who are as they were
        is_sight = "shown" in changes.ids and changes.ids.keys() <= {"shown", "contact"}
        if changes.is_foreign or not is_sight:
            self._after_change.start()


def run_here(gather: Gather, done: Done, failed: Failed) -> None:
    """Gather at once."""
    try:
        found = gather()
    except JournalError as error:
        failed(error)
    else:
        done(found)


def run_by(jobs: Jobs) -> Run:
    """Return how to gather on another thread: 10,000 people take half a second."""

    def run(gather: Gather, done: Done, failed: Failed) -> None:
        jobs.run(_("Looking who waits"), lambda _progress, _cancelled: gather(), done, failed)

    return run


def run_never(_gather: Gather, _done: Done, _failed: Failed) -> None:
    """Gather nothing: the journal is being closed."""


def _as_card(row: TodayRow) -> Card:
    """Return a row as the rules for popups want it."""
    return Card(
        contact_id=row.contact_id,
        name=row.name,
        reason=Reason(row.reason),
        id=row.id,
        since=row.since,
        text=row.text,
        more=row.more,
        rank=0,
        circle_place=0,
        name_key="",
        is_explicit=row.reason in _EXPLICIT,
    )
