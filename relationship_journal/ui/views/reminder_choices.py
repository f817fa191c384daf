"""The settings of reminders: how many people, when they may come, and where."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QComboBox, QRadioButton, QVBoxLayout, QWidget

from relationship_journal.domain.calendar_names import weekday_name, weekday_short
from relationship_journal.domain.quiet_hours import QuietHours
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts, reminder_settings
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.models.clock_words import clock_text
from relationship_journal.ui.reminder_settings import LEAST_CAP, MOST_CAP, Style
from relationship_journal.ui.views.time_field import TimeField
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text

_DAYS = 7


class CapBox(QComboBox):
    """How many people a day; the wheel scrolls the page and chooses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("People a day"))
        for n in range(LEAST_CAP, MOST_CAP + 1):
            self.addItem(ngettext("{n} person", "{n} people", n).format(n=n), n)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page: nobody means to choose while scrolling past."""
        event.ignore()


class ReminderChoices(QWidget):
    """What can be chosen about reminders; everything is kept at once.

    `changed` comes after something was kept that was not so before.

    Args:
        settings: where it is kept, by the names of `reminder_settings`.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._cap = CapBox()
        self._from = TimeField(_("Quiet hours from"))
        self._to = TimeField(_("Quiet hours to"))
        self._hours_error = ErrorText()
        self._hours_hint = _hint()
        self._days = self._make_days()
        self._days_hint = _hint(
            _("Without a weekday no reminder comes up. Today still shows who waits.")
        )
        self._styles = self._make_styles()
        self._lay_out()
        self.reload()
        self._connect()

    def reload(self) -> None:
        """Show what is kept; nothing is written by it."""
        self._cap.setCurrentIndex(self._cap.findData(reminder_settings.cap(self._settings)))
        style = reminder_settings.style(self._settings)
        for one, button in self._styles.items():
            button.setChecked(one is style)
        self._show_hours(reminder_settings.quiet_hours(self._settings))

    # --- keeping ---------------------------------------------------------------------------------

    @Slot()
    def keep_cap(self) -> None:
        """Keep how many people a day holds."""
        people = int(self._cap.currentData())
        if people != reminder_settings.cap(self._settings):
            reminder_settings.set_cap(self._settings, people)
            self.changed.emit()

    @Slot(object)
    def keep_begin(self, at: time) -> None:
        """Keep when the quiet hours begin."""
        self._keep_hours(replace(reminder_settings.quiet_hours(self._settings), begins=at))

    @Slot(object)
    def keep_end(self, at: time) -> None:
        """Keep when the quiet hours end."""
        self._keep_hours(replace(reminder_settings.quiet_hours(self._settings), ends=at))

    @Slot()
    def keep_weekdays(self) -> None:
        """Keep on which weekdays reminders may come."""
        chosen = frozenset(day for day, button in self._days.items() if button.isChecked())
        self._keep_hours(replace(reminder_settings.quiet_hours(self._settings), weekdays=chosen))

    @Slot()
    def keep_style(self) -> None:
        """Keep where reminders come."""
        style = next(one for one, button in self._styles.items() if button.isChecked())
        if style is not reminder_settings.style(self._settings):
            reminder_settings.set_style(self._settings, style)
            self.changed.emit()

    def _keep_hours(self, hours: QuietHours) -> None:
        is_news = hours != reminder_settings.quiet_hours(self._settings)
        if is_news:
            reminder_settings.set_quiet_hours(self._settings, hours)
        self._show_hours(hours)  # also when nothing is new: "21" is "21:00" all the same
        if is_news:
            self.changed.emit()

    # --- showing ---------------------------------------------------------------------------------

    def _show_hours(self, hours: QuietHours) -> None:
        self._from.set_time(hours.begins)
        self._to.set_time(hours.ends)
        self._hours_hint.setText(_hours_sentence(hours))
        for day, button in self._days.items():
            button.setChecked(day in hours.weekdays)
        self._days_hint.setVisible(not hours.weekdays)

    @Slot()
    def _show_error(self) -> None:
        """Say below the two fields what is wrong with the first that is."""
        wrong = [field for field in (self._from, self._to) if field.property("error")]
        self._hours_error.say(wrong[0].toolTip() if wrong else "")
        self._hours_hint.setVisible(not wrong)

    # --- building --------------------------------------------------------------------------------

    def _make_days(self) -> dict[int, Button]:
        """Make a toggle for each weekday, in the order of the person's week."""
        starts = QLocale().firstDayOfWeek().value - 1
        days: dict[int, Button] = {}
        for n in range(_DAYS):
            day = (starts + n) % _DAYS
            days[day] = Button(weekday_short(day), kind="quiet", is_small=True)
            days[day].setCheckable(True)
            days[day].setAccessibleName(weekday_name(day))
            days[day].setAccessibleDescription(_("Reminders may come on this weekday"))
        return days

    def _make_styles(self) -> dict[Style, QRadioButton]:
        styles = {
            Style.NOTIFICATION: QRadioButton(_("The desktop’s notification")),
            Style.WINDOW: QRadioButton(_("A window of the program’s own")),
        }
        for button in styles.values():
            button.setAccessibleDescription(_("How a reminder appears"))
        return styles

    def _lay_out(self) -> None:
        weekdays = QWidget()
        line = FlowLayout(weekdays, across=4, down=4)
        for button in self._days.values():
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        beyond = _hint(_("On Today and in reminders. Promises and follow-ups come beyond that."))
        column.addLayout(_group(_("People a day"), self._cap, beyond))
        hours = _group(_("Quiet hours"))
        hours.addLayout(
            row(
                Text(pgettext("quiet hours", "From")),
                self._from,
                Text(pgettext("quiet hours", "to")),
                self._to,
                None,
            )
        )
        hours.addWidget(self._hours_error)
        hours.addWidget(self._hours_hint)
        column.addLayout(hours)
        column.addLayout(_group(_("Weekdays"), weekdays, self._days_hint))
        column.addLayout(
            _group(_("How a reminder appears"), *self._styles.values(), _hint(_style_sentence()))
        )

    def _connect(self) -> None:
        self._cap.activated.connect(self.keep_cap)
        self._from.time_committed.connect(self.keep_begin)
        self._to.time_committed.connect(self.keep_end)
        for field in (self._from, self._to):
            field.error_changed.connect(self._show_error)
        for day in self._days.values():
            day.clicked.connect(self.keep_weekdays)
        for style in self._styles.values():
            style.clicked.connect(self.keep_style)


def _group(title: str, *widgets: QWidget) -> QVBoxLayout:
    """Return widgets below each other under their word."""
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(Text(title, kind=fonts.Type.HEAD))
    for widget in widgets:
        if isinstance(widget, QComboBox | QRadioButton):  # as wide as its words
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(widget)
    return column


def _hint(text: str = "") -> Text:
    return Text(text, kind=fonts.Type.SMALL, is_muted=True, wraps=True)


def _hours_sentence(hours: QuietHours) -> str:
    """Return what the quiet hours do."""
    if hours.begins == hours.ends:
        return _("The same time twice: no quiet hours, reminders come at any time.")
    return _(
        "No reminder comes from {begins} to {ends}. What waited comes together afterwards."
    ).format(begins=clock_text(hours.begins), ends=clock_text(hours.ends))


def _style_sentence() -> str:
    """Return where reminders come when the choice cannot be had."""
    if QGuiApplication.platformName().startswith("wayland"):
        return _(
            "This desktop places windows itself: reminders come as its notification, and in a"
            " window only where it shows none."
        )
    return _("Where the desktop shows no notifications, the window comes.")
