"""What is on the screen: one page of its own, or the window's frame; never both for long."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.settings import Settings
from relationship_journal.ui import window_state
from relationship_journal.ui.main_window import THEME_KEY, MainWindow
from relationship_journal.ui.messages import ErrorDoor, install_excepthook
from relationship_journal.ui.theme import Appearance, Choice

if TYPE_CHECKING:
    from relationship_journal.ui.open_journal import OpenJournal


class Stage(QObject):
    """Shows pages and the frame, and takes them away again.

    Args:
        app: Qt's application.
        settings: what is remembered between starts.
        is_hidden: begin without being in the way.
        reminds: there will be a tray to find the program in.
    """

    def __init__(
        self, app: QApplication, settings: Settings, *, is_hidden: bool, reminds: bool
    ) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        self._is_hidden, self._reminds = is_hidden, reminds
        self._page: QWidget | None = None
        self._door: ErrorDoor | None = None
        self.window: MainWindow | None = None
        self.journal: OpenJournal | None = None
        self._appearance = Appearance(app, _kept_choice(settings))

    def _show_page(self, page: QWidget, *, is_quiet: bool = False) -> None:
        window_state.restore(page, self._settings)
        if is_quiet:
            page.showMinimized()
        else:
            page.show()
        self._drop_page()
        self._page = page

    def _show_frame(self, settings: Settings) -> MainWindow:
        if self._page is not None:
            window_state.save(self._page, settings)
        window = self.window = MainWindow(settings, self._appearance)
        self._door = install_excepthook(window, window.banner)
        if not self._is_hidden:
            window.show()
        elif not self._reminds:  # there will be no tray to find it in
            window.showMinimized()
        self._drop_page()
        return window

    def _drop_window(self) -> None:
        window, self.window, self.journal = self.window, None, None
        if window is not None:
            window.close()
            _delete(window)
        if self._door is not None:
            self._door.close()
            self._door = None

    def _drop_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.close()
            page.deleteLater()


def _kept_choice(settings: Settings) -> Choice:
    kept = settings.get(THEME_KEY, Choice.SYSTEM.value)
    return Choice(kept) if kept in set(Choice) else Choice.SYSTEM


def _delete(widget: QWidget) -> None:
    """Delete a window now, with its timers and connections, before what it stands on closes."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
