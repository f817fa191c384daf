"""Draw the dialog for a pasted link: `python -m tests.ui.look_link FOLDER`."""

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.domain.page_facts import ProfileLink, Suggestion
from relationship_journal.services.link_rows import FoundFeedRow, KnownRow, LinkLookRow
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs.add_contact_dialog import AddContactDialog
from relationship_journal.ui.jobs import Jobs
from tests.ui.look_people import drop, shoot

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA = "https://quietgardens.example/"
WHOLE = LinkLookRow(
    ANA,
    ANA,
    "Ana Duarte",
    suggestions=(
        Suggestion("name", "Ana Duarte", "h-card"),
        Suggestion("name", "Quiet gardens", "opengraph"),
        Suggestion("name", "A title that is much longer than any name ever should be", "title"),
        Suggestion("photo", f"{ANA}me.jpg", "h-card"),
        Suggestion("bio", "Gardens & feeds, slowly. <b>Évora</b> in spring, " * 3, "h-card"),
        Suggestion("email", "ana@quietgardens.example", "h-card"),
        Suggestion("place", "Évora, Portugal", "h-card"),
    ),
    profiles=(
        ProfileLink("https://moss.example/@ana", "rel-me"),
        ProfileLink("https://github.com/anaduarte", "json-ld"),
    ),
    feeds=(
        FoundFeedRow(
            f"{ANA}feed", "Quiet gardens", "blog", "page", is_read=True, is_proposed=True,
            entries=15, newest_at=datetime(2026, 11, 22, tzinfo=UTC),
            authors=("Ana Duarte", "Mara Lind"),
        ),
        FoundFeedRow(
            "https://moss.example/@ana.rss", "Ana", "mastodon", "rel-me", is_read=True, entries=20,
            newest_at=datetime(2026, 11, 23, tzinfo=UTC),
        ),
        FoundFeedRow(f"{ANA}tag/seed-lists-for-a-small-balcony-and-other-very-long-names/feed",
                     "", "blog", "page"),
    ),
    known=(KnownRow(1, "Ana Duarte", "profile"), KnownRow(2, "Ana Duarte", "name")),
    notes=("A private key in the address was left out.",),
)  # fmt: skip
CLOSED = LinkLookRow("https://x.com/ana", "https://x.com/ana", "ana", "X")
NEW = replace(WHOLE, known=(), feeds=WHOLE.feeds[:1], profiles=(), notes=())
NOTHING = LinkLookRow(
    "https://gone.example", "https://gone.example/", "gone.example",
    notes=("gone.example could not be reached.",),
)  # fmt: skip


def dialog_of(core: Core, jobs: Jobs, look: LinkLookRow) -> AddContactDialog:
    dialog = AddContactDialog(core, None, jobs=jobs)
    for letter in look.typed:  # as typed: pasted at once it would be looked at
        dialog.typed.setText(dialog.typed.text() + letter)
    dialog._show_look(look)
    return dialog


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        core = open_core(
            Path(place) / "j.db", begin=True, clock=lambda: NOW, zone=ZoneInfo("Europe/Vienna")
        )
        jobs = Jobs(core.at_work)
        runs = (
            ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10),
            ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, 10),
            ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, 10),
            ("big", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 15),
        )
        picture = QImage(200, 300, QImage.Format.Format_RGB32)
        picture.fill(QColor("#72C7AA"))
        for name, choice, direction, size in runs:
            app.setLayoutDirection(direction)
            app.setFont(QFont("Inter", size))
            appearance.choose(choice)
            for what, look in (
                ("whole", WHOLE),
                ("new", NEW),
                ("closed", CLOSED),
                ("nothing", NOTHING),
            ):
                if what != "whole" and name in {"rtl", "big"}:
                    continue
                dialog = dialog_of(core, jobs, look)
                if name == "dark" and what == "whole":
                    dialog.panel.show_photo(b"x", picture)
                dialog.show()
                size_wanted = dialog.size()
                shoot(
                    app,
                    dialog,
                    (size_wanted.width(), size_wanted.height()),
                    folder / f"link-{what}-{name}.png",
                )
                drop(dialog)
        jobs.close()
        core.close()


if __name__ == "__main__":
    main()
