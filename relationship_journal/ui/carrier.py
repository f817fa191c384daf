"""How a reminder reaches the person: as a notification of the desktop, or in our own popup."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QGuiApplication

from relationship_journal.services.rows import TodayRow
from relationship_journal.settings import Settings
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.desk_link import DeskLink
from relationship_journal.ui.models import popup_words
from relationship_journal.ui.popup import Popup
from relationship_journal.ui.reminder_settings import Style

ANSWER_WITHIN = 1_200
"""Milliseconds a notification service has to show it before the popup does."""
_TAG = 1


class Carrier(QObject):
    """Shows one reminder at a time, where the user chose and where it can be shown.

    `answered` carries what was chosen (visit, open, wrote, later, skip), whom it is about, the
    days of Later, and what lets a window come to the front; `today_wanted` only the last.

    Args:
        link: the desktop; None where there is none to speak to.
        settings: where reminders are to come.
        clock: tells the present instant.
        zone: the user's zone.
    """

    answered = Signal(str, object, int, str)
    today_wanted = Signal(str)

    def __init__(
        self,
        link: DeskLink | None,
        settings: Settings,
        clock: Callable[[], datetime],
        zone: tzinfo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._settings = link, settings
        self._clock, self._zone = clock, zone
        self._tray_place: Callable[[], QRect] = QRect
        self._visit_words: Callable[[TodayRow], str] = _nowhere
        self._rows: tuple[TodayRow, ...] = ()
        self._is_notified = False
        self._popup: Popup | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(ANSWER_WITHIN)
        self._waiting.timeout.connect(self._show_popup)
        if link is not None:
            link.notification_shown.connect(self._settle)
            link.notification_failed.connect(self._fall_back)
            link.notification_closed.connect(self._forget)
            link.action_taken.connect(self._take_action)

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """Whom the reminder on the screen is about; nobody when there is none."""
        return self._rows

    def set_tray_place(self, tell: Callable[[], QRect]) -> None:
        """Ask this where the tray's icon is; an empty rectangle where nobody knows."""
        self._tray_place = tell

    def set_visit_words(self, tell: Callable[[TodayRow], str]) -> None:
        """Ask this what a button says that opens somebody's page or writes to them; "" for none."""
        self._visit_words = tell

    def show(self, rows: Sequence[TodayRow]) -> None:
        """Show these people in place of those before."""
        self._rows = tuple(rows)
        if self._popup is not None and self._popup.isVisible():
            self._show_popup()
            if self._is_notified:
                self._notify()
        elif self._prefers_notification():
            self._notify()
            self._waiting.start()
        else:
            self._show_popup()
            if self._can_notify() and QAccessible.isActive():
                self._notify()  # a screen reader and the keyboard reach it there

    def keep(self, keys: Collection[str]) -> None:
        """Let go of those that wait no longer; the reminder goes with the last."""
        left = tuple(row for row in self._rows if row.key in keys)
        if not left:
            self.withdraw()
        elif len(left) < len(self._rows):
            self.show(left)

    def withdraw(self) -> None:
        """Take the reminder away."""
        self._rows = ()
        self._waiting.stop()
        if self._link is not None and self._is_notified:
            self._link.withdraw(_TAG)
        self._is_notified = False
        if self._popup is not None:
            self._popup.close()

    def go_to(self, rows: Sequence[TodayRow] = ()) -> bool:
        """Give the reminder on the screen the keyboard; say whether there is one.

        Args:
            rows: whom to show when there is none.
        """
        self._rows = self._rows or tuple(rows)
        if not self._rows:
            return False
        self._show_popup()
        if self._popup is not None:
            self._popup.take_keyboard()
        return True

    def close(self) -> None:
        """Take everything off the screen; a second call does nothing."""
        self.withdraw()
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None

    # --- where -----------------------------------------------------------------------------------

    def _can_notify(self) -> bool:
        return self._link is not None and self._link.can_notify

    def _prefers_notification(self) -> bool:
        if not self._can_notify():
            return False
        # Wayland puts our popup where it likes and gives it the keyboard
        is_wayland = QGuiApplication.platformName().startswith("wayland")
        return is_wayland or reminder_settings.style(self._settings) is Style.NOTIFICATION

    def _notify(self) -> None:
        if self._link is None:
            return
        now = self._clock()
        self._is_notified = True
        self._link.notify(
            _TAG,
            popup_words.title(self._rows),
            popup_words.body(self._rows, now, self._zone),
            popup_words.actions(self._rows, self._visit()),
        )

    @Slot()
    def _show_popup(self) -> None:
        if not self._rows:
            return
        if self._popup is None:
            self._popup = self._make_popup()
        self._popup.set_visit(self._visit())
        self._popup.show_rows(self._rows, self._clock(), self._zone, self._tray_place())

    def _visit(self) -> str:
        return self._visit_words(self._rows[0]) if len(self._rows) == 1 else ""

    def _make_popup(self) -> Popup:
        popup = Popup()
        popup.visited.connect(self._visit_them)
        popup.opened.connect(self._open)
        popup.wrote.connect(self._write_down)
        popup.put_off.connect(self._put_off)
        popup.skipped.connect(self._skip)
        popup.today_wanted.connect(self._go_to_today)
        popup.gone.connect(self._leave)
        return popup

    # --- what became of it -----------------------------------------------------------------------

    @Slot(int)
    def _settle(self, tag: int) -> None:
        if tag != _TAG:
            return
        is_late = not self._waiting.isActive() and self._prefers_notification()
        self._waiting.stop()
        is_seen_twice = is_late and self._popup is not None and self._popup.isVisible()
        if self._link is not None and (is_seen_twice or not self._rows):
            self._is_notified = False
            self._link.withdraw(_TAG)

    @Slot(int)
    def _fall_back(self, tag: int) -> None:
        if tag == _TAG:
            self._waiting.stop()
            self._is_notified = False
            self._show_popup()

    @Slot(int)
    def _forget(self, tag: int) -> None:
        if tag == _TAG and self._is_notified:
            self._is_notified = False
            if self._popup is None or not self._popup.isVisible():
                self._rows = ()

    @Slot()
    def _leave(self) -> None:
        self.withdraw()

    @Slot(int, str, str)
    def _take_action(self, tag: int, action: str, token: str) -> None:
        if tag == _TAG and self._rows:
            self._answer("open" if action == "default" else action, 1, token)

    @Slot(object)
    def _visit_them(self, row: TodayRow) -> None:
        self.answered.emit("visit", row, 0, "")

    @Slot(object)
    def _open(self, row: TodayRow) -> None:
        self.answered.emit("open", row, 0, "")

    @Slot(object)
    def _write_down(self, row: TodayRow) -> None:
        self.answered.emit("wrote", row, 0, "")

    @Slot(object, int)
    def _put_off(self, row: TodayRow, days: int) -> None:
        self.answered.emit("later", row, days, "")

    @Slot(object)
    def _skip(self, row: TodayRow) -> None:
        self.answered.emit("skip", row, 0, "")

    @Slot()
    def _go_to_today(self) -> None:
        self.today_wanted.emit("")

    def _answer(self, action: str, days: int, token: str) -> None:
        rows = self._rows
        self.withdraw()
        if len(rows) == 1:
            self.answered.emit(action, rows[0], days, token)
        else:
            self.today_wanted.emit(token)


def _nowhere(_row: TodayRow) -> str:
    return ""
