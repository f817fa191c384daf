"""The window's frame: menu bar, rail, a place for one page, and below it what was done."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui import window_state
from relationship_journal.ui.commands import Commands, fill_menu_bar
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.theme import Appearance, Choice
from relationship_journal.ui.widgets.menu_bar import MenuBar
from relationship_journal.ui.widgets.rail import Rail
from relationship_journal.ui.widgets.status_area import StatusArea

FOLDS_BELOW = 1100
THEME_KEY = "theme"
IN_THE_RAIL = (
    "go_today", "go_people", "go_following", "go_upcoming", "go_sign_ins", "go_approach",
    "go_look_back",
)  # fmt: skip
"""The pages of the rail from top to bottom, by their actions; Settings stands at its foot."""

_WITHOUT_A_JOURNAL = frozenset({"quit", "about", "theme_system", "theme_light", "theme_dark"})


class MainWindow(QMainWindow):
    """The frame; an `OpenJournal` fills it with pages and does what is asked.

    The frame is there at once: it is painted before a journal is opened, which takes a moment.

    Signals: `painted` once, in the turn after the first picture; `activated` when it comes to the
    front; `narrowed` when the room for two columns comes (False) or goes (True); `files_dropped`
    with a list of paths; `hidden_away` when it was closed but the program goes on; `closed`.

    Args:
        settings: what is remembered between starts.
        appearance: light or dark.
    """

    painted = Signal()
    activated = Signal()
    narrowed = Signal(bool)
    files_dropped = Signal(object)
    hidden_away = Signal()
    closed = Signal()

    def __init__(self, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self._settings, self._appearance = settings, appearance
        self._is_painted = self._stays = False
        self.setObjectName("main_window")
        self.setWindowTitle(_("Relationship Journal"))
        self.commands = Commands(self)
        self.addActions([action for _one, action in self.commands.all()])
        self.enable_commands(is_open=False)
        self.setMenuBar(MenuBar(self))
        fill_menu_bar(self.menuBar(), self.commands)
        self.status = StatusArea(self.commands.action("undo"), self)
        self.status.say_at_end(_("Everything stays on this computer"))
        self.setStatusBar(self.status)
        # each is born where it stays: a new parent has the style sheet asked anew for all inside
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self.banner = Banner(middle)
        self._rail = Rail(middle)
        self.pages = QStackedWidget(middle)
        self.pages.setBackgroundRole(QPalette.ColorRole.Base)
        self.pages.setAutoFillBackground(True)
        self._lay_out(middle)
        self._connect()
        window_state.restore(self, settings)

    @property
    def is_filled(self) -> bool:
        """Whether a page is in the frame."""
        return self.pages.count() > 0

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < FOLDS_BELOW

    def enable_commands(self, *, is_open: bool) -> None:
        """Let the commands be used that need a journal, or not."""
        for one, action in self.commands.all():
            action.setEnabled(is_open or one.name in _WITHOUT_A_JOURNAL)

    def show_page(self, name: str, page: QWidget) -> None:
        """Show a page, whose action has this name."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setAutoFillBackground(False)  # from here on the page has its own
        self.pages.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.pages.setCurrentWidget(page)
        self.commands.action(name).setChecked(True)

    def set_stays(self, stays: bool) -> None:
        """Let the program go on when the window is closed, because it can be found elsewhere."""
        self._stays = stays

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip between the page and the status bar."""
        self._column.addWidget(strip)

    @Slot()
    def come(self) -> None:
        """Come to the front, from wherever it is."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def leave(self) -> None:
        """Close for good."""
        self._stays = False
        if self.isVisible():
            self.close()
        else:  # it was closed before, only not for good
            self.closed.emit()

    @Slot()
    def say_locked(self) -> None:
        """Say that the sign-ins were locked."""
        self.status.say(_("The sign-ins are locked"))

    @Slot()
    def choose_theme(self) -> None:
        """Be light, dark or as the system, from now on."""
        choice = Choice(self.sender().objectName().removeprefix("theme_"))
        self._settings.set(THEME_KEY, choice.value)
        self._appearance.choose(choice)

    @Slot()
    def show_about(self) -> None:
        """Say what the program is."""
        from relationship_journal.ui.dialogs.about_dialog import AboutDialog  # noqa: PLC0415

        AboutDialog(self).open()

    # --- what Qt tells ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; what goes into it is made once it can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and the second column where there is little room."""
        super().resizeEvent(event)
        if self.is_narrow != self._rail.is_folded:
            self._rail.set_folded(self.is_narrow)
            self.narrowed.emit(self.is_narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files that were dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit(_local_files(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save the field one is in, remember size and place."""
        self.setFocus()  # a field saves when it is left
        window_state.save(self, self._settings)
        if self._stays:
            event.ignore()
            self.hide()
            self.hidden_away.emit()
            return
        super().closeEvent(event)
        self.closed.emit()

    # --- building --------------------------------------------------------------------------------

    def _lay_out(self, middle: QWidget) -> None:
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.banner)  # with its margin, which goes with it
        page.addWidget(self.pages, 1)
        self._column = page
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addLayout(page, 1)
        icons = {one.name: one.icon for one, _action in self.commands.all()}
        self._rail.set_go_to(self.commands.action("palette"))
        for name in IN_THE_RAIL:
            self._rail.add_page(self.commands.action(name), icons[name])
        self._rail.add_at_bottom(self.commands.action("go_settings"), icons["go_settings"])
        self.commands.action("go_people").setChecked(True)

    def _connect(self) -> None:
        action = self.commands.action
        action("quit").triggered.connect(self.leave)
        action("about").triggered.connect(self.show_about)
        for choice in Choice:
            named = action(f"theme_{choice.value}")
            named.setChecked(choice is self._appearance.choice)
            named.triggered.connect(self.choose_theme)


def _local_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile()]
