"""Sign-ins as the window has them: made when they are first wanted, reached from everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.settings import Settings
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.opener import Opener

if TYPE_CHECKING:
    from relationship_journal.domain.opening import Way
    from relationship_journal.ui.sign_in_acts import SignInActs
    from relationship_journal.ui.signing_in import SigningIn


class SignInDesk(QObject):
    """Brings together the page, the bar for signing in, and their commands.

    Signals:
        changed: somebody signs in, is further, or no longer does.
        person_opened: carries the id of whoever is to be shown.

    Args:
        core: the open journal.
        window: the frame.
        opener: opens pages as somebody.
        show: shows the page of the sign-ins.
        notices: word of what changed.
        jobs: slow work.
        settings: what is remembered between starts.
    """

    changed = Signal()
    person_opened = Signal(int)

    def __init__(
        self,
        core: Core,
        window: MainWindow,
        opener: Opener,
        show: Callable[[], None],
        *,
        notices: Notices,
        jobs: Jobs,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._core, self._window, self._opener, self._show = core, window, opener, show
        self._notices, self._jobs, self._settings = notices, jobs, settings
        self._signing_in: SigningIn | None = None
        self._acts: SignInActs | None = None
        opener.opened.connect(self.begin)
        opener.sign_in_wanted.connect(self.add_for)
        window.commands.action("add_sign_in").triggered.connect(self.add)
        if core.has_sign_ins:  # they may be unlocked by now; their keys and their mark are wanted
            QTimer.singleShot(0, self, self.prepare)

    @property
    def signing_in(self) -> "SigningIn":
        """The vault's link, the clipboard and the bar for them."""
        if self._signing_in is None:
            from relationship_journal.ui.signing_in import SigningIn  # noqa: PLC0415  start-up time

            self._signing_in = SigningIn(
                self._core, self._jobs, self._settings, self._window, self.is_in_sight
            )
            self._signing_in.changed.connect(self.changed)
        return self._signing_in

    def make_page(self) -> QWidget:
        """Make the page of the sign-ins."""
        from relationship_journal.ui.sign_in_acts import SignInActs  # noqa: PLC0415  start-up time

        self._acts = SignInActs(
            self._core,
            self._window,
            self.signing_in,
            self._opener,
            notices=self._notices,
            settings=self._settings,
            jobs=self._jobs,
        )
        self._acts.person_opened.connect(self.person_opened)
        return self._acts.page

    def is_in_sight(self) -> bool:
        """Say whether the page is shown: the commands about a sign-in are its own then."""
        return self._acts is not None and self._acts.is_in_sight

    def follow(self) -> None:
        """Let the commands be those of the page in sight, or of signing in."""
        if self._acts is not None and self._acts.is_in_sight:
            self._acts.follow()
        elif self._signing_in is not None:
            self._signing_in.follow()

    def find(self) -> bool:
        """Go to the search of the page, if it is in sight; say whether it is."""
        if self._acts is None or not self._acts.is_in_sight or not self._core.vault.is_open:
            return False
        self._acts.page.list.focus_search()
        return True

    @Slot()
    def prepare(self) -> None:
        """Have the commands and the mark in the status bar, from whichever page one begins."""
        self.signing_in.follow()
        self.follow()

    @Slot(object)
    def begin(self, way: "Way") -> None:
        """Offer user name and password for a page that was opened as somebody."""
        if way.as_whom is not None or self._signing_in is not None:
            self.signing_in.begin(way)

    @Slot()
    def add(self) -> None:
        """Ask for a sign-in; the vault is made or unlocked first."""
        self._at_page().set_up()

    @Slot(str)
    def add_for(self, address: str) -> None:
        """Ask for a sign-in at the site of an address."""
        self._at_page().add_for(address)

    @Slot(object)
    def import_from(self, path: Path) -> None:
        """Go on with a password file where passwords belong."""
        self._at_page().import_from(path)

    def _at_page(self) -> "SignInActs":
        self._show()
        if self._acts is None:
            raise AssertionError("the page is made when it is shown")
        return self._acts
