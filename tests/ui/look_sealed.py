"""Draw the windows of an encrypted journal: `python -m tests.ui.look_sealed FOLDER`."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.services import encrypting
from relationship_journal.services.vault import Passphrase
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs import key_dialogs
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.views.encryption_section import EncryptionSection
from relationship_journal.ui.views.sealing_pages import CodePage, WorkingPage
from relationship_journal.ui.views.unlock_page import UnlockPage
from relationship_journal.ui.views.welcome_page import WelcomePage

CODE = Secret("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS")
RUNS = (
    ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, (1440, 900)),
    ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, (1440, 900)),
    ("narrow", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, (960, 600)),
    ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, (960, 700)),
)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        plain, sealed = Path(place) / "plain.db", Path(place) / "sealed.db"
        open_core(plain, begin=True).close()
        encrypting.begin(sealed, None, Secret("old"), CODE)
        cores = (open_core(plain), open_core(sealed, key=Passphrase(Secret("old"))))
        jobs = Jobs()
        for name, choice, direction, size in RUNS:
            appearance.choose(choice)
            app.setLayoutDirection(direction)
            for what, widget, is_page in parts(cores, jobs):
                if is_page:
                    widget.resize(*size)
                elif what.startswith("section"):
                    widget.resize(600, 120)
                widget.show()
                app.processEvents()
                widget.grab().save(str(folder / f"{what}-{name}.png"))
                widget.hide()
                widget.deleteLater()
        jobs.close()
        for core in cores:
            core.close()


def parts(cores, jobs):
    plain, sealed = cores
    yield "welcome", WelcomePage(), True
    weak = WelcomePage()
    weak.encryption.passphrase.field.setText("hunter2")
    weak.encryption.passphrase.again.setText("hunter")
    weak.encryption.passphrase._look()
    weak.begin()
    yield "welcome-weak", weak, True
    skipped = WelcomePage()
    skipped.encryption.box.setChecked(False)
    yield "welcome-skipped", skipped, True
    yield "code", CodePage(CODE), True
    wrong = CodePage(CODE)
    wrong.confirm()
    yield "code-wrong", wrong, True
    yield "unlock", UnlockPage(Path("/")), True
    refused = UnlockPage(Path("/"))
    refused.say("The system keyring is locked.", offers_keyring=True)
    refused.show_error(WrongPassphrase("That is not the passphrase.", "Capital letters count."))
    yield "unlock-refused", refused, True
    working = WorkingPage("Encrypting the journal")
    working.show_progress(40, 100)
    yield "working", working, True
    yield "section-plain", EncryptionSection(plain, jobs), False
    yield "section-sealed", EncryptionSection(sealed, jobs), False
    yield "dialog-encrypt", key_dialogs.EncryptDialog(plain, jobs), False
    code = key_dialogs.NewCodeDialog(sealed, jobs)
    yield "dialog-code", code, False
    second = key_dialogs.NewCodeDialog(sealed, jobs)
    second.show_code()
    yield "dialog-code-second", second, False
    yield "dialog-passphrase", key_dialogs.ChangePassphraseDialog(sealed, jobs), False
    yield "dialog-renew", key_dialogs.WholeJournalDialog(sealed, jobs, decrypts=False), False


if __name__ == "__main__":
    main()
