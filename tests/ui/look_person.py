"""Draw the person page and its dialogs: `python -m tests.ui.look_person FOLDER`."""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.core import Core, open_core
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.services.rows import AddressRow
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs.add_contact_dialog import AddContactDialog
from relationship_journal.ui.dialogs.contact_dialog import ContactDialog
from relationship_journal.ui.dialogs.delete_dialog import DeleteDialog
from relationship_journal.ui.dialogs.entry_dialog import EntryDialog
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.note_dialog import NoteDialog
from relationship_journal.ui.dialogs.promise_dialogs import PromiseDialog, ReleaseDialog
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.person_page import PersonPage

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


class Wound:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


def fill(core: Core, clock: Wound) -> dict[str, int]:
    out, into = Direction.OUTGOING, Direction.INCOMING
    clock.at = datetime(2023, 3, 5, 9, tzinfo=UTC)
    tom = core.contacts.add("Tom Okafor")
    ana = core.contacts.add(
        "Ana Duarte",
        circle="Inner",
        tags=["gardens", "feeds"],
        urls=["https://quietgardens.example/", "@ana@moss.example"],
        emails=["ana@moss.example"],
    )
    core.contacts.edit(
        ana,
        birthday="--02-29",
        how_we_met="A comment on slow feeds, then letters, then a day at the quiet garden in "
        "Évora where half of the blogroll was.",
        introduced_by=tom,
    )
    core.contacts.set_phones(ana, [("+351 21 000 00 00", "home")])
    core.contacts.set_addresses(
        ana, [AddressRow(0, "home", "Rua do Ouro 5", "2.º", "", "Évora", "", "7000", "Portugal")]
    )
    core.contacts.set_custom(ana, [("Garden", "A balcony, soon a yard")])

    def entry(day: str, text: str, direction: Direction, channel: Channel, **more: object) -> None:
        at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        clock.at = NOW
        core.entries.write_down([ana], text, direction=direction, channel=channel, at=at, **more)

    def note(day: str, text: str) -> None:
        clock.at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        core.notes.add(ana, text)

    entry(
        "2026-11-07", "Your note on slow feeds made me rewrite my sidebar.", into, Channel.COMMENT
    )
    note("2026-11-02", "Moving to Évora in spring; the balcony becomes a yard.")
    entry(
        "2026-10-29", "Thanked her for the seed swap link.", out, Channel.COMMENT,
        intent=Intent.THANKS, url="https://quietgardens.example/2026/10/seed-swap",
    )  # fmt: skip
    entry(
        "2026-09-13",
        "Two neighbours found her through it.",
        into,
        Channel.EMAIL,
        intent=Intent.THANKS,
    )
    entry("2026-09-11", "“A bench for one”, in Reading for slow weeks.", out, Channel.LINK)
    long = "A long note that goes on about the garden, the wall, the light in the morning. " * 12
    note("2026-08-02", long + "\n\nSecond paragraph\n- one\n- two")
    entry("2025-12-24", "كل عام وأنت بخير، شكراً على الرسالة الجميلة", into, Channel.DM)
    entry("2025-12-20", "", out, Channel.CALL)
    clock.at = datetime(2026, 10, 1, 9, tzinfo=UTC)
    first = core.follow_ups.add(ana, date(2026, 10, 20), "Send the moss book title")
    clock.at = datetime(2026, 10, 21, 9, tzinfo=UTC)
    core.follow_ups.complete(first)
    clock.at = NOW
    core.follow_ups.add(ana, date(2026, 11, 27), "Ask how the move went", repeat="every 3 weeks")
    mara = core.contacts.add("Mara Lind", circle="Inner", tags=["harbour", "essays", "forum"],
        urls=["harbourlines.example", "https://boards.example/u/mara_l", "@mara@sea.example"],
        emails=["mara@harbourlines.example"])  # fmt: skip
    core.contacts.edit(mara, introduced_by=ana)
    core.contacts.set_cadence(mara, 21)
    for days, text, direction, channel, intent in (
        (5, "Said sorry for the wrong link in my round-up; promised to mend it by Monday.", out,
         Channel.FORUM, Intent.SORRY),
        (6, "“It sends people to a parked page. It is a small thing, but it is my name on it.”",
         into, Channel.FORUM, None),
        (30, "“The harbour is a clock”, in Reading for slow weeks.", out, Channel.LINK, None),
        (72, "For the two readers who came by from your blog.", into, Channel.EMAIL, Intent.THANKS),
    ):  # fmt: skip
        core.entries.write_down(
            [mara, ana] if days == 30 else [mara], text, direction=direction, channel=channel,
            intent=intent, at=NOW - timedelta(days=days),
        )  # fmt: skip
    core.follow_ups.add(mara, date(2026, 11, 22), "Fix the broken link to her harbour essay")
    core.follow_ups.add(
        mara, date(2026, 11, 20), "Write about the boatyard archive", repeat="monthly"
    )
    core.promises.make(mara, "Fix the broken link to her harbour essay", date(2026, 11, 23))
    core.promises.make(mara, "Send the list of boatyards", date(2026, 12, 3))
    core.promises.keep(core.promises.make(mara, "Send the moss book title"))
    core.promises.release(core.promises.make(mara, "Translate her essay"), "She found somebody.")
    name = "Maximiliane-Theodora Alexandrina von Hohenstein-Wittelsbach zu Rosenau"
    long_one = core.contacts.add(
        name,
        tags=["a tag that is so long that it hardly fits anywhere in here"]
        + [f"tag {n}" for n in range(14)],
        urls=["https://a-very-long-name-of-a-site-that-goes-on-and-on.example/with/a/path"]
        + [f"https://site{n}.example" for n in range(15)],
    )
    core.entries.write_down(
        [long_one], "word" * 300, channel=Channel.LINK, url="https://x.example/" + "p" * 300
    )
    leila = core.contacts.add("ليلى حداد", circle="Regular", tags=["خبز", "bread"])
    core.entries.write_down([leila], "شكراً على الوصفة", direction=into, channel=Channel.COMMENT)
    core.notes.add(leila, "Bakes on Fridays.")
    empty = core.contacts.add("山田 さくら")
    many = core.contacts.add("Many Rows")
    return {
        "ana": ana,
        "mara": mara,
        "long": long_one,
        "leila": leila,
        "empty": empty,
        "many": many,
    }


def settle(app: QApplication) -> None:
    for _turn in range(6):
        app.sendPostedEvents()
        app.processEvents()


def shoot(app: QApplication, widget: QWidget, size: tuple[int, int] | None, file: Path) -> None:
    if size:
        widget.resize(*size)
    widget.show()
    settle(app)
    widget.grab().save(str(file))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    clock = Wound()
    with tempfile.TemporaryDirectory() as place:
        core = open_core(
            Path(place) / "j" / "journal.db", begin=True, clock=clock, zone=UTC, keeps_house=False
        )
        who = fill(core, clock)
        notices = Notices(core.history.subscribe)
        settings = Settings(Path(place) / "settings.json")
        for is_dark in (False, True):
            theme.apply(app, theme.load_theme(is_dark))
            tone = "dark" if is_dark else "light"
            page = PersonPage(core, notices, settings)
            page.set_compact(True)
            for name in ("ana", "mara", "long", "leila", "empty"):
                page.show_person(who[name])
                shoot(app, page, (468, 860), folder / f"pane-{name}-{tone}.png")
            page.show_person(who["ana"])
            page.fold_facts()
            shoot(app, page, (468, 1200), folder / f"pane-facts-{tone}.png")
            page.fold_facts()
            page.entry_box.text.setPlainText("Thanked her for the list of seeds.")
            page.entry_box.link_button.setChecked(True)
            page.entry_box.when_button.setChecked(True)
            page.entry_box.when.set_text("yesterday")
            page.entry_box.link.setText("nonsense")
            page.entry_box.write_down()
            shoot(app, page, (400, 700), folder / f"pane-box-{tone}.png")
            page.set_compact(False)
            for name in ("ana", "mara", "long", "leila", "empty"):
                page.show_person(who[name])
                shoot(app, page, (1256, 860), folder / f"page-{name}-{tone}.png")
            shoot(app, page, (904, 560), folder / f"page-narrow-{tone}.png")
            page.show_person(None)
            page.set_compact(True)
            shoot(app, page, (468, 860), folder / f"pane-nobody-{tone}.png")
            page.hide()
            shiboken6.delete(page)
            entry = next(row for row in core.timeline.of(who["ana"]) if row.kind == "entry")
            for label, dialog in (
                ("contact", ContactDialog(core, who["ana"])),
                ("followup", FollowUpDialog(core, who["ana"])),
                ("note", NoteDialog(core, who["ana"])),
                ("entry", EntryDialog(core, entry.id)),
                ("add", AddContactDialog(core, None, "https://quietgardens.example")),
                ("delete", DeleteDialog(core, who["ana"])),
                ("promise", PromiseDialog(core, core.promises.open_of(who["mara"])[0].id)),
                ("release", ReleaseDialog(core, core.promises.open_of(who["mara"])[0].id)),
            ):
                dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
                if label == "followup":
                    dialog.repeat.set_repeat("every 5 weeks", from_completion=True)
                    dialog.when.set_text("nonsense")
                    dialog.try_to_save()
                shoot(app, dialog, None, folder / f"dialog-{label}-{tone}.png")
                dialog.hide()
                shiboken6.delete(dialog)
        theme.apply(app, theme.load_theme(False))
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        page = PersonPage(core, notices, settings)
        page.show_person(who["ana"])
        shoot(app, page, (1256, 860), folder / "page-rtl.png")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        page.hide()
        shiboken6.delete(page)
        app.setFont(QFont("Inter", 15))
        page = PersonPage(core, notices, settings)
        page.set_compact(True)
        page.show_person(who["ana"])
        shoot(app, page, (468, 860), folder / "pane-150.png")
        page.hide()
        shiboken6.delete(page)
        notices.close()
        core.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
