"""The boundaries that act: channels, so often a month, a day, and a name kept out of public."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.approach import WAYS, Plan, at_most_label, channel_many
from relationship_journal.domain.codes import Channel, channel_label
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.widgets.buttons import MenuButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Text

_TIMES = (1, 2, 3, 4, 6, 8, 12)
_ANOTHER_DAY, _NO_DAY = "another", "none"


class BoundaryChoices(QWidget):
    """Menus and a tick; `changed` carries the field's name and its new value.

    Args:
        core: tells the present day.
    """

    changed = Signal(str, object)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._plan = Plan()
        self._fine_menu, self._out_menu, self._most_menu, self._until_menu = (
            QMenu(self) for _n in range(4)
        )
        self.fine_button = MenuButton("", self._fine_menu, kind="quiet", is_small=True)
        self.out_button = MenuButton("", self._out_menu, kind="quiet", is_small=True)
        self.most_button = MenuButton("", self._most_menu, kind="quiet", is_small=True)
        self.until_button = MenuButton("", self._until_menu, kind="quiet", is_small=True)
        self.not_named = QCheckBox(_("Not named in public"))
        for channel in WAYS:
            _offer(self._fine_menu, channel_label(channel), channel.value)
        for channel in Channel:
            _offer(self._out_menu, channel_label(channel), channel.value)
        self._fine_menu.triggered.connect(self._take_fine)
        self._out_menu.triggered.connect(self._take_out)
        self._most_menu.triggered.connect(self._take_most)
        self._until_menu.triggered.connect(self._take_until)
        self.not_named.clicked.connect(self._take_not_named)
        self._inherited = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        flow = FlowLayout(across=8, down=8)
        for part in (self.out_button, self.fine_button, self.most_button, self.until_button,
                     self.not_named):  # fmt: skip
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(flow)
        column.addWidget(self._inherited)

    def show_plan(self, plan: Plan, inherited: str) -> None:
        """Show what is stored, and in a sentence what the circle adds to it."""
        self._plan = plan
        for menu, kept in ((self._fine_menu, plan.channels_fine),
                           (self._out_menu, plan.channels_out)):  # fmt: skip
            for action in menu.actions():
                action.setChecked(Channel(action.data()) in kept)
        self._say(self.fine_button, _("Only fine: {what}"), _listed(plan.channels_fine),
                  _("Every channel is fine"))  # fmt: skip
        self._say(self.out_button, _("Ruled out: {what}"), _listed(plan.channels_out),
                  _("Nothing ruled out"))  # fmt: skip
        self._show_most(plan.at_most)
        self._show_until(plan)
        self.not_named.setChecked(plan.is_not_named)
        self._inherited.setText(inherited)
        self._inherited.setVisible(bool(inherited))

    @staticmethod
    def _say(button: MenuButton, words: str, value: str, nothing: str) -> None:
        text = words.format(what=value) if value else nothing
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)

    def _show_most(self, at_most: int | None) -> None:
        menu = self._most_menu
        menu.clear()
        _offer(menu, _("As often as it comes"), None, is_on=at_most is None)
        for times in sorted({0, *_TIMES, *(() if at_most is None else (at_most,))}):
            _offer(menu, at_most_label(times), times, is_on=times == at_most)
        text = _("As often as it comes") if at_most is None else at_most_label(at_most)
        self._say(self.most_button, "{what}", text, "")

    def _show_until(self, plan: Plan) -> None:
        menu = self._until_menu
        menu.clear()
        today = whens.local_day(self._core.clock(), self._core.zone)
        for words, days in ((_("For two weeks"), 14), (_("For a month"), 30),
                            (_("For three months"), 91)):  # fmt: skip
            menu.addAction(words).setData(today.toordinal() + days)
        menu.addAction(_("Another day…")).setData(_ANOTHER_DAY)
        if plan.quiet_until is not None:
            menu.addSeparator()
            menu.addAction(_("No day")).setData(_NO_DAY)
        day = friendly.day_label(plan.quiet_until, today) if plan.quiet_until else ""
        is_over = plan.quiet_until is not None and plan.quiet_until <= today
        words = _("Quiet until {what}, which is over") if is_over else _("Quiet until {what}")
        self._say(self.until_button, words, day, _("Quiet until…"))

    @Slot(QAction)
    def _take_fine(self, action: QAction) -> None:
        kept = self._plan.channels_fine ^ {Channel(action.data())}
        self.changed.emit("channels_fine", kept)

    @Slot(QAction)
    def _take_out(self, action: QAction) -> None:
        kept = self._plan.channels_out ^ {Channel(action.data())}
        self.changed.emit("channels_out", kept)

    @Slot(QAction)
    def _take_most(self, action: QAction) -> None:
        self.changed.emit("at_most", action.data())

    @Slot(QAction)
    def _take_until(self, action: QAction) -> None:
        if action.data() == _ANOTHER_DAY:
            dialog = DayDialog(self._core, _("Quiet until"), "", self.window())
            dialog.chosen.connect(self._take_day)
            dialog.open()
            return
        is_day = action.data() != _NO_DAY
        self.changed.emit("quiet_until", date.fromordinal(action.data()) if is_day else None)

    @Slot(object, object)
    def _take_day(self, day: object, _at: object) -> None:
        self.changed.emit("quiet_until", day)

    @Slot(bool)
    def _take_not_named(self, is_on: bool) -> None:
        self.changed.emit("is_not_named", is_on)


def _listed(channels: frozenset[Channel]) -> str:
    return ", ".join(channel_many(one) for one in Channel if one in channels)


def _offer(menu: QMenu, words: str, data: Any, *, is_on: bool | None = None) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.setData(data)
    action.setCheckable(True)
    action.setChecked(bool(is_on))
