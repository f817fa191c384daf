"""Opening pages and mailboxes from anywhere in the window, as the self that is meant."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.domain.browsers import Browser, BrowserProfile
    from relationship_journal.domain.opening import AsWhom, Way


class Opener(QObject):
    """The one place where the window opens something outside of itself.

    Signals:
        said: what was opened, for the status bar, with the address: a browser may not have come.
        opened: the `Way` that was opened.
        sign_in_wanted: the address of a site at which a sign-in is to be kept.
        decided: what the user had decided against what is opened now, in a sentence.

    Args:
        core: the open journal.
        window: whose menus they are when several selves are offered.
    """

    said = Signal(str)
    opened = Signal(object)
    sign_in_wanted = Signal(str)
    decided = Signal(str)

    def __init__(self, core: Core, window: QWidget) -> None:
        super().__init__(window)
        self._core, self._window = core, window

    @Slot(object)
    def open_target(self, target: Target) -> None:
        """Open this as who was chosen for it; ask where several may be and none was.

        Raises: JournalError for an address that is never opened, or when nothing opens it.
        """
        way = self._core.opening.way(target)
        if way.asks:
            self.show_choices(target)
        else:
            self.take(way)

    @Slot(object)
    def show_choices(self, target: Target) -> None:
        """Offer as whom and in which browser this can be opened, where the mouse or focus is.

        Raises: JournalError for an address that is never opened.
        """
        from relationship_journal.ui.open_menu import OpenMenu  # noqa: PLC0415  start-up time

        menu = OpenMenu(self._core, self, target, self._window)
        menu.popup(self._place())

    def open_as(self, target: Target, who: "AsWhom") -> None:
        """Open this as somebody, and so from now on where it is somebody's.

        Raises: JournalError.
        """
        opening = self._core.opening
        way = opening.way(target)
        if way.as_whom != who:
            opening.choose(target, who.id)
        self.take(opening.as_self(way, who))

    def open_as_nobody(self, target: Target) -> None:
        """Open this without a sign-in, this once.

        Raises: JournalError.
        """
        opening = self._core.opening
        self.take(opening.as_self(opening.way(target), None))

    def open_in(
        self, target: Target, browser: "Browser | None", profile: "BrowserProfile | None"
    ) -> None:
        """Open this in another browser, this once; None is the system's own.

        Raises: JournalError.
        """
        opening = self._core.opening
        self.take(opening.in_browser(opening.way(target), browser, profile))

    def choose_for_person(self, contact_id: int, who: "AsWhom | None") -> None:
        """Open all pages of a person as somebody from now on, or as each page says."""
        self._core.opening.choose_for_person(contact_id, who.id if who is not None else None)
        name = self._core.contacts.name_of(contact_id)
        said = _("{name}: each page as chosen for it")
        if who is not None:
            said = _("{name}: all pages as {label}")
        self.said.emit(said.format(name=name, label=who.label if who is not None else ""))

    def take(self, way: "Way") -> None:
        """Open it this way, and say so.

        Raises: JournalError.
        """
        from relationship_journal.domain.opening import opened_words  # noqa: PLC0415  start-up time

        against = self._core.approach.refusal_to_open(way.target)
        self._core.opening.open(way)
        if against:
            self.decided.emit(against)
        self.said.emit(opened_words(way))
        self.opened.emit(way)

    def _place(self) -> QPoint:
        """Return where a menu comes up: at the mouse, else below the focus."""
        focus, mouse = QApplication.focusWidget(), QCursor.pos()
        if focus is None or focus.rect().contains(focus.mapFromGlobal(mouse)):
            return mouse
        return focus.mapToGlobal(focus.rect().bottomLeft())
