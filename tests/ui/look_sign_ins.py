"""Draw the Sign-ins page and its dialogs: `python -m tests.ui.look_sign_ins FOLDER`."""

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs.sign_in_dialog import SignInDialog
from relationship_journal.ui.dialogs.vault_setup_dialog import VaultSetupDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.views.keyring_choice import SignInsKeyringChoice
from tests.opening_fakes import open_here
from tests.ui.look_people import drop, shoot

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIGN_INS = (
    ("quietgardens.example", "@gardenblog", 1, 3),
    ("boards.example", "gardener", 5, 250),
    ("moss.example", "@gardenblog", 0, 500),
    ("harbourlines.example", "gardenblog", 5, 60),
    ("knit.example", "slowrows", 40, 310),
    ("letters.example", "gardenblog", 35, 90),
    ("bücher.example", "mossgarden", 21, 95),
    ("a-very-long-name-of-a-site-that-goes-on.forum.example", "a.long.name@mail.example", None, 9),
)  # fmt: skip
PEOPLE = (
    ("Ana Duarte", "quietgardens.example", "moss.example"),
    ("Mara Lind", "boards.example", "harbourlines.example"),
    ("Tom Okafor", "boards.example"),
    ("山田 さくら", "moss.example"),
    ("ليلى حداد", "letters.example"),
    ("Maximiliane-Theodora von Hohenstein-Wittelsbach zu Rosenau", "boards.example"),
)
WORDS = Secret("correct horse battery staple")


class Clock:
    at = NOW

    def __call__(self) -> datetime:
        return self.at


def fill(core: Core, clock: Clock) -> None:
    for name, *sites in PEOPLE:
        urls = [f"https://{site}/@{name.split()[0].lower()}" for site in sites]
        core.contacts.add(name, urls=urls)
    core.vault.make(WORDS)
    for site, user, used, changed in SIGN_INS:
        clock.at = NOW - timedelta(days=changed)
        fields = SignInFields(
            site=site,
            label="Forum" if site.startswith("boards") else "",
            user_name=Secret(user),
            password=Secret("an older one"),
            one_time=Secret("JBSWY3DPEHPK3PXP" if site.startswith("boards") else ""),
            notes=Secret("asked for my first cat" if site.startswith("boards") else ""),
            with_sub_sites=site.startswith("boards"),
            browser="firefox" if site.startswith("boards") else "",
            browser_profile="x1.blog" if site.startswith("boards") else "",
        )
        row = core.sign_ins.add(fields)
        if site.startswith("boards"):
            core.sign_ins.edit(row.id, replace(fields, password=Secret("lantern moss harbour")))
        if used is not None:
            clock.at = NOW - timedelta(days=used)
            core.sign_ins.used(row.id)
    clock.at = NOW


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        core = open_core(Path(folder) / "j.db", begin=True, clock=clock, zone=UTC)
        open_here(core)
        jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
        settings = Settings(Path(folder) / "s.json")
        window = MainWindow(settings, appearance)
        journal = OpenJournal(window, core, notices, jobs, settings)
        size, narrow = (1440, 900), (960, 600)
        window.resize(*size)
        journal.show_page("go_sign_ins")
        window.show()
        shoot(app, window, size, out / "none-light.png")
        setup = VaultSetupDialog(core, jobs, window)
        shoot(
            app, setup, (setup.sizeHint().width(), setup.sizeHint().height()), out / "setup-1.png"
        )
        setup.passphrase.field.setText("gardens")
        setup.passphrase.again.setText("gardens")
        setup.passphrase._look()
        shoot(app, setup, (500, 420), out / "setup-2.png")
        setup.try_to_save()
        shoot(app, setup, (500, 460), out / "setup-3.png")
        drop(setup)
        fill(core, clock)
        page = journal.desk._acts.page
        page.follow_vault()
        page.list.select(2)
        for name, choice in (("light", theme.Choice.LIGHT), ("dark", theme.Choice.DARK)):
            appearance.choose(choice)
            shoot(app, window, size, out / f"open-{name}.png")
            shoot(app, window, narrow, out / f"narrow-{name}.png")
            editor = SignInDialog(core, 2, window)
            shoot(app, editor, (540, 700), out / f"editor-{name}.png")
            editor.make_button.setChecked(True)
            shoot(app, editor, (540, 860), out / f"editor-maker-{name}.png")
            drop(editor)
        appearance.choose(theme.Choice.LIGHT)
        window.resize(*narrow)
        page.list.opened.emit(2)
        shoot(app, window, narrow, out / "narrow-one.png")
        page.show_list()
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        shoot(app, window, size, out / "open-rtl.png")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        page.list.select(8)
        shoot(app, window, size, out / "long.png")
        app.setFont(QFont("Inter", 15))
        shoot(app, window, size, out / "big.png")
        app.setFont(QFont("Inter", 10))
        page.list.search.setText("nobody")
        page.list.reload()
        shoot(app, window, size, out / "nothing.png")
        page.list.search.clear()
        core.sign_ins.delete(3)
        core.vault.lock()
        for _turn in range(4):
            app.processEvents()
        shoot(app, window, size, out / "locked-light.png")
        shoot(app, window, narrow, out / "locked-narrow.png")
        core.vault.unlock(WORDS)
        core.vault.add_sign_in_keyring_slot(b"computer", b"k" * 32)
        core.vault.lock()
        for _turn in range(4):
            app.processEvents()
        shoot(app, window, size, out / "locked-keyring.png")
        page._locked._is_keyring_refused = True
        page._locked._offer_keyring()
        page._locked._form.set_error("This computer’s key is gone. Type the passphrase.")
        page._locked.grab().save(str(out / "locked-refused.png"))
        journal.show_page("go_settings")
        choice = window.findChild(SignInsKeyringChoice)
        choice.show_failure("Unlock the sign-ins first.")
        shoot(app, window, size, out / "settings.png")
        choice.parentWidget().grab().save(str(out / "settings-sign-ins.png"))
        drop(window)
        jobs.close()
        notices.close()
        core.close()


if __name__ == "__main__":
    main()
