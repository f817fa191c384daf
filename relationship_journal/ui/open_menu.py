"""The menu "Open as…": every self that may be used at an address, and every browser there is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.opening import Way, browser_words, short_label, words
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.ui.opener import Opener


class OpenMenu(QMenu):
    """What can be done with one address; made when it is asked for, gone when it is closed.

    A self that is chosen here is the one from now on; a browser is for this once.

    Args:
        core: the open journal.
        opener: does what is chosen.
        target: what is to be opened.

    Raises: JournalError for an address that is never opened.
    """

    def __init__(
        self, core: Core, opener: "Opener", target: Target, parent: QWidget | None = None
    ) -> None:
        way = core.opening.way(target)
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._core, self._opener, self._target = core, opener, target
        self._acts: dict[QAction, Callable[[], None]] = {}
        self._add_selves(way)
        self._add_for_person(way)
        if not way.is_mail:
            self._add_browsers(way)
        if core.opening.may_have_sign_in(way):
            wanted = partial(opener.sign_in_wanted.emit, way.url)
            self._add(self, _("Add a sign-in for {site}…").format(site=way.site), wanted)
        self.addSeparator()
        self._add(self, _("Copy address"), partial(_copy, way.site if way.is_mail else way.url))
        self.triggered.connect(self._take)

    def _add_selves(self, way: Way) -> None:
        opener, target = self._opener, self._target
        for who in way.offered:
            text = words(self._core.opening.as_self(way, who))
            entry = self._add(self, text, partial(opener.open_as, target, who))
            entry.setCheckable(True)
            entry.setChecked(who == way.as_whom)
        text = _("Open without sign-in") if way.offered else words(way)
        self._add(self, text, partial(opener.open_as_nobody, target))

    def _add_for_person(self, way: Way) -> None:
        """Offer the self of this page for all pages of the person, where it may be used."""
        contact_id = self._target.contact_id
        if way.as_whom is None or contact_id is None:
            return
        label = short_label(way.as_whom.label) or way.site
        is_chosen = self._core.opening.of_person(contact_id) == way.as_whom.id
        act = partial(
            self._opener.choose_for_person, contact_id, None if is_chosen else way.as_whom
        )
        entry = self._add(self, _("All their pages as {label}").format(label=label), act)
        entry.setCheckable(True)
        entry.setChecked(is_chosen)

    def _add_browsers(self, way: Way) -> None:
        other = QMenu(_("Another browser"), self)
        opener, target = self._opener, self._target
        for browser in self._core.opening.browsers():
            for profile in browser.profiles if len(browser.profiles) > 1 else (None,):
                text = browser_words(browser, profile)
                self._add(other, text, partial(opener.open_in, target, browser, profile))
        if way.browser is not None:
            self._add(other, _("The usual one"), partial(opener.open_in, target, None, None))
        if other.actions():
            self.addMenu(other)

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
        entry = QAction(text.replace("&", "&&"), self)
        self._acts[entry] = act
        menu.addAction(entry)
        return entry

    @Slot(QAction)
    def _take(self, entry: QAction) -> None:
        act = self._acts.get(entry)
        if act is not None:
            act()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
