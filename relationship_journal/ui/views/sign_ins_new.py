"""What the Sign-ins page says before there are any, and the button that ends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import EmptyState


class SignInsNew(EmptyState):
    """No vault yet: one button makes it, another one too, from another program's passwords."""

    setup_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "key-round",
            _("No sign-ins yet"),
            _(
                "Keep here as whom you comment and write. Passwords are always encrypted, and each "
                "is offered at its own site only. You choose a passphrase, and get a recovery code "
                "to print."
            ),
            parent,
        )
        begin = Button(_("Choose a passphrase"), icon="lock", kind="main")
        begin.clicked.connect(self.setup_wanted)
        bring_in = LinkButton(_("Import passwords from another program"))
        bring_in.clicked.connect(self.import_wanted)
        self.add(begin)
        self.add(bring_in)
        self.setFocusProxy(begin)
