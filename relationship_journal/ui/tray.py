"""The icon in the tray: its state, and a menu with the next three people."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui.models.today_words import row_look
from relationship_journal.ui.reminders import Reminders
from relationship_journal.ui.tray_icon import TrayState, tray_icon

NEXT = 3
MENU = ("quick_capture", "pause_hour", "pause_today", "go_on", "show_window", "quit")
"""Names of the actions that the menu shares with the window, as far as they are given."""
# a tray that comes late mostly comes while the session starts
_TRIES = (1_000, 2_000, 4_000, 8_000, 15_000, 30_000)
_LONGEST_NAME = 40
_TRIGGERS = frozenset(
    {
        QSystemTrayIcon.ActivationReason.Trigger,
        QSystemTrayIcon.ActivationReason.MiddleClick,
    }
)


class Tray(QObject):
    """Shows the program in the tray as long as there is one.

    A single click shows the window: a second one is not waited for, since some trays never tell
    of double clicks. A tray that comes late is picked up, one that goes is missed.

    `person_chosen` comes from the menu; `is_there_changed` says that a tray came or went.

    Args:
        reminders: who waits, and whether they are paused.
        actions: the window's own actions by name (`MENU`); what is missing is left out.
    """

    person_chosen = Signal(int)
    is_there_changed = Signal(bool)

    def __init__(
        self, reminders: Reminders, actions: Mapping[str, QAction], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reminders, self._actions = reminders, actions
        self._icon: QSystemTrayIcon | None = None
        self._tries = list(_TRIES)
        self._signing: tuple[str, tuple[QAction, ...]] = ("", ())
        self._asked: tuple[str, tuple[QAction, ...]] = ("", ())
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._try_again)
        self._menu = QMenu()
        self._fill()
        reminders.waiting_changed.connect(self.refresh)
        reminders.ticked.connect(self.look)

    @property
    def is_there(self) -> bool:
        """Whether the program can be found in a tray."""
        return self._icon is not None

    def start(self) -> None:
        """Show the icon, or wait for a tray to come."""
        self.look()
        if not self.is_there:
            self._try_again()

    def place(self) -> QRect:
        """Return where the icon is; empty where the desktop does not tell."""
        return self._icon.geometry() if self._icon is not None else QRect()

    def close(self) -> None:
        """Leave the tray; a second call does nothing."""
        self._again.stop()
        self._tries.clear()
        self._drop_icon()
        self._menu.close()
        self._menu.deleteLater()

    def say(self, title: str, words: str) -> None:
        """Say something once beside the icon; nothing depends on its being read."""
        if self._icon is not None:
            self._icon.showMessage(title, words, self._icon.icon())

    def show_signing(self, who: str, actions: Sequence[QAction]) -> None:
        """Offer these on top while somebody signs in; none when nobody does.

        Args:
            who: where and as whom, as the line above them says.
            actions: what can be done.
        """
        self._signing = (who, tuple(actions))
        self._fill()

    def show_asked(self, what: str, actions: Sequence[QAction]) -> None:
        """Offer the answers about a page that was opened; none when nothing is asked.

        Args:
            what: whose it was and what, as the line above them says.
            actions: the answers.
        """
        self._asked = (what, tuple(actions))
        self._fill()

    @Slot()
    def look(self) -> None:
        """See whether there is a tray, and be in it."""
        has_tray = QSystemTrayIcon.isSystemTrayAvailable()
        if has_tray == self.is_there:
            return
        if has_tray:
            # a new one each time: an icon made too early is of the wrong kind for this tray
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._take_click)
            self.refresh()
            self._icon.show()
        else:
            self._drop_icon()
        self.is_there_changed.emit(has_tray)

    @Slot()
    def refresh(self) -> None:
        """Show who waits now, in the icon and its menu."""
        self._fill()
        if self._icon is not None:
            self._icon.setIcon(tray_icon(self.state()))
            self._icon.setToolTip(self.tip())

    def state(self) -> TrayState:
        """Return what the icon shows."""
        if self._reminders.is_paused:
            return TrayState.PAUSED
        return TrayState.WAITING if self._reminders.waiting else TrayState.PLAIN

    def tip(self) -> str:
        """Return what the icon says in words."""
        rows = self._reminders.waiting
        said = _("Nobody waits")
        if rows:
            said = ngettext("{n} person waits", "{n} people wait", len(rows)).format(n=len(rows))
        if self._reminders.is_paused:
            said = _("{state}; reminders are paused").format(state=said)
        return _("Relationship Journal: {state}").format(state=said)

    def menu(self) -> QMenu:
        """Return the menu as it stands."""
        return self._menu

    # --- inside ----------------------------------------------------------------------------------

    def _fill(self) -> None:
        for action in self._menu.actions():
            self._menu.removeAction(action)
            if action.parent() is self._menu:
                action.deleteLater()
        for what, offered in (self._signing, self._asked):
            if not offered:
                continue
            line = QAction(excerpt(what, _LONGEST_NAME).replace("&", "&&"), self._menu)
            line.setEnabled(False)
            self._menu.addAction(line)
            self._menu.addActions(list(offered))
            self._menu.addAction(self._separator())
        for row in self._reminders.waiting[:NEXT]:
            action = QAction(_entry(row), self._menu)
            action.setData(row.contact_id)
            action.triggered.connect(self._choose_person)
            self._menu.addAction(action)
        pausing = ("go_on",) if self._reminders.is_paused else ("pause_hour", "pause_today")
        for group in (("quick_capture",), pausing, ("show_window", "quit")):
            known = [self._actions[name] for name in group if name in self._actions]
            if known and self._menu.actions():
                self._menu.addAction(self._separator())
            self._menu.addActions(known)

    def _separator(self) -> QAction:
        line = QAction(self._menu)
        line.setSeparator(True)
        return line

    def _drop_icon(self) -> None:
        icon, self._icon = self._icon, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    @Slot()
    def _try_again(self) -> None:
        self.look()
        if not self.is_there and self._tries:
            self._again.start(self._tries.pop(0))

    @Slot()
    def _choose_person(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.person_chosen.emit(int(action.data()))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _take_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _TRIGGERS and "show_window" in self._actions:
            self._actions["show_window"].trigger()


def _entry(row: TodayRow) -> str:
    """Return a person as the menu names them: "Ana Duarte: Follow up"."""
    name = apart(excerpt(one_line(row.name), _LONGEST_NAME)).replace("&", "&&")
    return pgettext("person and reason", "{name}: {why}").format(name=name, why=row_look(row).word)
