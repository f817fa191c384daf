"""What the program is, which version, and under which licence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal import __version__
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.labels import Icon, Text

_WIDTH = 440


class AboutDialog(QDialog):
    """A few sentences about the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Relationship Journal"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("sprout", "accent", icons.EMPTY))
        head.addWidget(Text(_("Relationship Journal"), kind=fonts.Type.NAME), 1)
        close = Button(_("Close"), kind="main")
        close.setDefault(True)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        for sentence in (
            _("Version {version}").format(version=__version__),
            _(
                "A journal that helps one blogger keep faith with the people they read. "
                "Everything stays on this computer; there is no account."
            ),
            _("Free software under the MIT licence. Icons by Lucide (ISC) and Feather (MIT)."),
            _(
                "Encryption by SQLCipher (© Zetetic LLC, BSD) and OpenSSL (Apache License 2.0), "
                "through sqlcipher3 and cryptography."
            ),
        ):
            column.addWidget(Text(sentence, is_muted=True, wraps=True))
        column.addSpacing(8)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(_WIDTH)
