"""What the status bar says of the sign-ins: open or locked; a click goes to them."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.vault import VaultState
from relationship_journal.ui import fonts
from relationship_journal.ui.vault_link import VaultLink
from relationship_journal.ui.widgets.buttons import Button


class VaultMark(Button):
    """Icon and words; not there while there is no vault.

    Args:
        core: the open journal.
        link: tells when that changed.
        go: the action that shows the sign-ins.
    """

    def __init__(
        self, core: Core, link: VaultLink, go: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent, icon="lock", kind="flat", is_small=True)
        self._core = core
        fonts.set_type(self, fonts.Type.SMALL)
        self.clicked.connect(go.trigger)
        link.changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Say how it stands."""
        state = self._core.vault.state
        is_open = state is VaultState.OPEN
        self.setText(_("Sign-ins open") if is_open else _("Sign-ins locked"))
        self.set_icon("lock-open" if is_open else "lock", "muted")
        self.setVisible(state is not VaultState.NONE)
