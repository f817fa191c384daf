"""A day or a moment, typed as a person says it or chosen from a calendar."""

from datetime import date, datetime

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import set_field_error
from relationship_journal.ui.widgets.buttons import IconButton
from relationship_journal.ui.widgets.labels import ElidedLabel


class WhenField(QWidget):
    """A line for WHEN with a calendar beside it and, below, the full date that was understood.

    Args:
        core: for the clock and the zone.
        name: what it is, for screen readers.
        is_past: days without a year and weekdays lie behind, and nothing ahead is offered.
        placeholder: an example of what to type.
    """

    changed = Signal()

    def __init__(
        self,
        core: Core,
        name: str,
        parent: QWidget | None = None,
        *,
        is_past: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._core = core
        self._is_past = is_past
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.line.textChanged.connect(self._tell)
        self._calendar_button = IconButton("calendar", _("Choose a day"), kind="quiet")
        self._calendar_button.clicked.connect(self.show_calendar)
        self.understood = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.line, 1)
        across.addWidget(self._calendar_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(across)
        column.addWidget(self.understood)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show this."""
        self.line.setText(text)

    def set_error(self, sentence: str) -> None:
        """Mark the line as wrong."""
        set_field_error(self.line, sentence)

    def when(self) -> whens.When | None:
        """Return the moment that was typed, or None for nothing.

        Raises: InvalidInput, with the field `when`.
        """
        typed = self.line.text()
        return None if is_blank(typed) else self._meant(typed)

    def day(self) -> date | None:
        """Return the day that was typed, or None for nothing.

        Raises: InvalidInput, with the field `when`.
        """
        when = self.when()
        return when.day if when else None

    @Slot()
    def show_calendar(self) -> None:
        """Offer a calendar below the line."""
        menu = self.make_calendar()
        menu.popup(self._calendar_button.mapToGlobal(self._calendar_button.rect().bottomLeft()))

    def make_calendar(self) -> QMenu:
        """Return the menu with the calendar in it."""
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        calendar.setAccessibleName(_("Calendar"))
        today = _as_qdate(whens.local_day(self._core.clock(), self._core.zone))
        if self._is_past:
            calendar.setMaximumDate(today)
        calendar.setSelectedDate(today)
        try:
            shown = self.day()
        except InvalidInput:
            shown = None
        if shown is not None:
            calendar.setSelectedDate(_as_qdate(shown))
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.clicked.connect(self.take_date)
        calendar.activated.connect(self.take_date)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        calendar.setFocus()
        return menu

    @Slot(QDate)
    def take_date(self, chosen: QDate) -> None:
        """Take a day from the calendar."""
        self.line.setText(chosen.toString("yyyy-MM-dd"))
        self.line.setFocus()

    @Slot()
    def _tell(self) -> None:
        set_field_error(self.line, "")
        try:
            when = self.when()
        except InvalidInput:
            self.understood.setText(_("Like tomorrow, fri, 3 Dec, 2w, or 2026-11-27 18:30"))
        else:
            self.understood.setText(self._in_full(when))
        self.changed.emit()

    def _in_full(self, when: whens.When | None) -> str:
        if when is None:
            return ""
        if when.at is None:
            return friendly.full_date(when.day)
        return friendly.full_instant(when.instant, self._core.zone)

    def _meant(self, typed: str) -> whens.When:
        now, zone = self._core.clock(), self._core.zone
        try:
            return whens.parse_when(typed, now, zone, past=self._is_past)
        except InvalidInput:
            day = whens.parse_day(typed, now, zone)
            if day is None:
                raise
        if self._is_past and day > whens.local_day(now, zone):
            day = whens.add_months(day, -12)  # "3 Dec", typed in November, was last year
        return whens.parse_when(day.isoformat(), now, zone, past=self._is_past)


def as_typed(at: datetime, core: Core) -> str:
    """Return an instant as it would be typed: `2026-11-27 18:30`."""
    return at.astimezone(core.zone).strftime("%Y-%m-%d %H:%M")


def _as_qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
