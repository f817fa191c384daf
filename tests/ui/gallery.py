"""Draw the small parts of the window into pictures: `python -m tests.ui.gallery FOLDER`."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QFont, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.ui import fonts, messages, theme
from relationship_journal.ui.widgets import (
    buttons,
    fields,
    flow,
    frames,
    labels,
    painting,
    rail,
    status_area,
)

_PAGES = (
    ("Today", "sun"),
    ("People", "users"),
    ("Following", "rss"),
    ("Upcoming", "calendar"),
    ("Sign-ins", "key-round"),
    ("My approach", "compass"),
    ("Look back", "history"),
)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    runs = (
        ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10),
        ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, 10),
        ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, 10),
        ("big", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 15),
    )
    for name, choice, direction, size in runs:
        app.setLayoutDirection(direction)
        app.setFont(QFont("Inter", size))
        window = window_of(is_folded=name == "rtl")
        appearance.choose(choice)
        window.resize(1180, 1400 if name == "big" else 900)
        window.show()
        window.setFocus()
        window.findChild(fields.SearchField).setFocus()
        QTest.qWaitForWindowExposed(window)
        window.grab().save(str(folder / f"gallery-{name}.png"))
        window.close()
        window.deleteLater()


def window_of(*, is_folded: bool) -> QMainWindow:
    window = QMainWindow()
    for word in ("&Journal", "&Contact", "&View", "&Go", "&Help"):
        window.menuBar().addMenu(word)
    side = rail.Rail()
    go_to = QAction("Go to", window, shortcut=QKeySequence("Ctrl+K"))
    side.set_go_to(go_to)
    group = QActionGroup(window)
    for place, (word, icon) in enumerate(_PAGES):
        action = QAction(word, group, checkable=True, shortcut=QKeySequence(f"Ctrl+{place + 1}"))
        side.add_page(action, icon)
        action.setChecked(word == "People")
    side.add_at_bottom(QAction("Settings", window), "settings")
    side.set_folded(is_folded)
    undo = QAction("Undo write down", window, shortcut=QKeySequence("Ctrl+Z"))
    status = status_area.StatusArea(undo)
    status.say("Wrote down: e-mail to Jonas Weber")
    status.say_at_end("Everything stays on this computer")
    window.setStatusBar(status)
    body = QWidget()
    line = QHBoxLayout(body)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(side)
    splitter = frames.Splitter()
    splitter.addWidget(left_page())
    splitter.addWidget(right_page())
    line.addWidget(splitter, 1)
    window.setCentralWidget(body)
    return window


def left_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    banner = messages.Banner()
    banner.say(
        "The export could not be written: the disk is full.",
        icon="triangle-alert",
        state="danger",
        action="Choose another place",
    )
    column.addWidget(banner)
    title = labels.Text("People", kind=fonts.Type.PAGE_TITLE)
    count = labels.Text("214 in your journal", is_muted=True)
    column.addLayout(
        frames.row(title, count, None, buttons.Button("&Add", icon="user-plus", kind="quiet"))
    )
    column.addWidget(fields.SearchField("Search", "Names, profiles, notes, entries, posts"))
    menu = QMenu()
    menu.addAction("Inner")
    quiet = buttons.Button("Going quiet", kind="quiet")
    quiet.setCheckable(True)
    quiet.setChecked(True)
    column.addLayout(
        frames.row(
            buttons.MenuButton("Circle", menu, kind="quiet"),
            quiet,
            buttons.Button("Never spoken", kind="quiet"),
            None,
            buttons.Button("Columns", icon="columns-3", kind="flat"),
        )
    )
    column.addLayout(
        frames.row(
            buttons.Button("Open as @gardenblog", icon="external-link", kind="main", key="Enter"),
            buttons.Button("Wrote", icon="pen-line", key="W"),
            buttons.MenuButton("Later", QMenu(), icon="clock", kind="flat"),
            buttons.Button("Skip", icon="skip-forward", kind="flat"),
            None,
            buttons.IconButton("ellipsis", "More"),
        )
    )
    off = [
        buttons.Button("Main", kind="main"),
        buttons.Button("Plain"),
        buttons.Button("Flat", kind="flat", icon="check"),
    ]
    for button in off:
        button.setEnabled(False)
    column.addLayout(
        frames.row(
            *off, buttons.Button("Small", is_small=True), buttons.LinkButton("Show them"), None
        )
    )
    chips = flow.FlowLayout()
    for state in painting.State:
        chips.addWidget(labels.Chip.of(state))
    for tag in ("gardens", "feeds", "<b>not bold</b>"):
        chips.addWidget(labels.Tag(tag))
    chips.addWidget(labels.KeyCap("Ctrl+Z"))
    column.addLayout(chips)
    card = frames.Card()
    card.set_current(True)
    avatar = labels.Avatar(36)
    avatar.show_person(7, "Ana Duarte")
    name = labels.Text("Ana Duarte", kind=fonts.Type.SECTION)
    card.body.addLayout(
        frames.row(avatar, name, labels.Chip.of(painting.State.PUBLISHED), None, spacing=12)
    )
    card.body.addWidget(
        labels.ElidedLabel(
            "Inner circle. Last spoke 16 days ago, in the comments on your blog, "
            "and then once more by e-mail about nothing in particular, which was kind.",
            is_muted=True,
        )
    )
    discs = [labels.Avatar(size) for size in (24, 24, 24, 32, 48, 56)]
    names = ("山田 さくら", "ليلى حداد", "WM MW", "김민서", "Łukasz Wójcik", "Παύλος Νίκου")
    for place, (disc, who) in enumerate(zip(discs, names, strict=True)):
        disc.show_person(place * 7, who)
    card.body.addLayout(frames.row(*discs, None))
    column.addWidget(card)
    box = QComboBox()
    box.addItems(["About every 3 weeks", "Never"])
    on, radio = QCheckBox("Let this computer’s keyring open it"), QRadioButton("Start empty")
    on.setChecked(True)
    radio.setChecked(True)
    column.addLayout(frames.row(on, QCheckBox("Not"), radio, QRadioButton("Import"), box, None))
    wrong = QLineEdit("31 Febuary")
    fields.mark_error(wrong, "There is no such day.")
    column.addLayout(
        frames.row(QLineEdit("A field"), wrong, QLineEdit(placeholderText="Placeholder"))
    )
    progress = QProgressBar(value=40, textVisible=False)
    column.addWidget(progress)
    column.addWidget(
        frames.EmptyState(
            "users",
            "Nobody here yet",
            "Begin with one person whose blog you read. Paste its address; the name and the feed "
            "are found for you.",
        ),
        1,
    )
    return page


def right_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    big = labels.Avatar(48)
    big.show_person(7, "Ana Duarte")
    name = fields.EditableLine("Name")
    name.set_value("Ana Duarte")
    fonts.name(name)
    column.addLayout(frames.row(big, name, spacing=12))
    pills = flow.FlowLayout()
    for icon, site, act in (
        ("globe", "quietgardens.example", "Open as @gardenblog"),
        ("at-sign", "@ana@moss.example", "Open"),
        ("mail", "ana@moss.example", "Write"),
    ):
        pill = frames.Pill()
        for part in (
            labels.Icon(icon),
            labels.ElidedLabel(site),
            frames.Line(None, Qt.Orientation.Vertical),
            buttons.LinkButton(act),
        ):
            pill.body.addWidget(part)
        pills.addWidget(pill)
    column.addLayout(pills)
    entry = frames.FieldFrame()
    writing = fields.GrowingTextEdit("Write it down", "Write it down…", is_bare=True)
    entry.watch(writing)
    entry.body.addWidget(writing)
    entry.body.addWidget(frames.Line())
    foot = frames.row(
        buttons.MenuButton("From me", QMenu(), icon="arrow-up-right", kind="flat", is_small=True),
        buttons.MenuButton("Blog comment", QMenu(), kind="flat", is_small=True),
        buttons.IconButton("link", "Link", is_small=True),
        None,
        labels.KeyCap("Ctrl+Enter"),
        buttons.Button("Write down", kind="quiet", is_small=True),
        spacing=4,
    )
    foot.setContentsMargins(4, 4, 4, 4)
    entry.body.addLayout(foot)
    column.addWidget(entry)
    long = fields.EditableText("How we met")
    long.set_value(
        "Ask about the garden before the code. She likes short comments on the page, and answers "
        "at weekends."
    )
    column.addWidget(long)
    grown = fields.GrowingTextEdit("Note")
    grown.setPlainText("One line\nAnd another\nAnd a third")
    column.addWidget(grown)
    column.addWidget(labels.Text("November", kind=fonts.Type.HEAD))
    rich = QLabel("Plain label")
    column.addWidget(rich)
    items = QListWidget()
    items.addItems([f"Row {place}" for place in range(40)])
    column.addWidget(items, 1)
    return page


if __name__ == "__main__":
    main()
