"""The mention basket: links for one's own next post, to be copied, and told about after it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import web
from relationship_journal.domain.text import apart
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.basket import BasketRow
from relationship_journal.services.link_check import DeadLink
from relationship_journal.services.mentions import Linked
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import Card, Line, row
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Icon, Text

WIDTH = 396
_AVATAR = 24
_SIDE, _ROW_ROOM = 12, 10
_PREVIEW_LINES = 6


class BasketPane(QWidget):
    """What is in the basket, and what can be done with it.

    Signals:
        said: what was done, for the status bar.
        published: the ids of those who are to be told one by one.

    Args:
        core: the open journal.
        jobs: asks, when links are copied, whether they still lead anywhere.
    """

    said = Signal(str)
    published = Signal(object)

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self._items: list[BasketRow] = []
        self._is_html = False
        title = Text(_("Mention basket"), kind=fonts.Type.SECTION)
        self._explained = Text(
            _("Links for your own next post. M adds or removes the chosen post."),
            is_muted=True,
            wraps=True,
        )
        self._card = Card(padding=0, spacing=0)
        self.copy_markdown = Button(_("Copy as Markdown"), icon="copy", kind="main", is_small=True)
        self.copy_html = Button(_("Copy as HTML"), icon="copy", is_small=True)
        self._preview = _Preview()
        self._dead = Text(kind=fonts.Type.SMALL, wraps=True)
        self._dead.hide()
        self._unnamed = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._address = QLineEdit()
        self._address.setPlaceholderText(_("https://my-blog.example/new-post"))
        self._field = FormField(_("Your post is out? Its &address"), self._address)
        self.publish_button = Button(_("Tell each of them"), is_small=True)
        self._after = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._filled = QWidget()
        self._lay_out(title)
        self.copy_markdown.clicked.connect(self.take_markdown)
        self.copy_html.clicked.connect(self.take_html)
        self.publish_button.clicked.connect(self.publish)
        self._address.returnPressed.connect(self.publish)

    @property
    def count(self) -> int:
        """How many links are in it."""
        return len(self._items)

    def look_again(self) -> None:
        """Show what is in the basket now."""
        before, self._items = self._items, self._core.basket.items()
        if before != self._items:
            self._dead.hide()
        self._fill_card()
        self._filled.setVisible(bool(self._items))
        if not self._items:
            return
        copied = self._core.mentions.text_of(self._links(), is_html=self._is_html)
        self._preview.setPlainText(copied.text)
        names = ", ".join(map(apart, copied.unnamed))
        said = _("{names} asked not to be named; the link stands without a name.")
        self._unnamed.setText(said.format(names=names) if names else "")
        self._unnamed.setVisible(bool(names))
        self._after.setText(_after_words(self._items))

    @Slot()
    def take_markdown(self) -> None:
        """Copy the links as Markdown."""
        self._copy(is_html=False)

    @Slot()
    def take_html(self) -> None:
        """Copy the links as HTML."""
        self._copy(is_html=True)

    @Slot()
    def publish(self) -> None:
        """Write down that one's own post is out, and plan to tell each person."""
        self._field.set_error("")
        told = list(dict.fromkeys(one.contact_id for one in self._items))
        try:
            with self._core.history.as_one(_("My post is out")):
                self._core.mentions.publish(self._address.text(), self._links())
                self._core.basket.empty()
        except InvalidInput as error:
            self._field.set_error(str(error))
        else:
            self._address.clear()
            self.published.emit(told)

    @Slot()
    def remove(self) -> None:
        """Take one out."""
        self._core.basket.remove(int(self.sender().property("item")))

    def _copy(self, *, is_html: bool) -> None:
        self._is_html = is_html
        text = self._core.mentions.text_of(self._links(), is_html=is_html).text
        QGuiApplication.clipboard().setText(text)
        self.look_again()
        count = len(self._items)
        said = ngettext("Copied {n} link as {kind}", "Copied {n} links as {kind}", count)
        self.said.emit(said.format(n=count, kind="HTML" if is_html else "Markdown"))

        self._check(tuple(one.url for one in self._items))

    def _check(self, urls: tuple[str, ...]) -> None:
        """Ask, away from the window, whether the links still lead anywhere."""
        check = self._core.link_check

        def work(_progress: Progress, is_cancelled: IsCancelled) -> list[DeadLink]:
            return check.dead(urls, is_cancelled)

        self._dead.hide()
        self._jobs.run(_("Checking links"), work, self.show_dead)

    @Slot(object)
    def show_dead(self, dead: list[DeadLink]) -> None:
        """Say which links lead nowhere, as far as they are still in the basket."""
        why = {one.url: one.sentence for one in dead}
        lines = [
            _("“{title}”: {why}").format(title=apart(one.title or one.url), why=why[one.url])
            for one in self._items
            if one.url in why
        ]
        self._dead.setText("\n".join(lines))
        self._dead.setVisible(bool(lines))

    def _links(self) -> list[Linked]:
        return [Linked(one.contact_id, one.url, one.title) for one in self._items]

    # --- building --------------------------------------------------------------------------------

    def _lay_out(self, title: Text) -> None:
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(12)
        filled.addWidget(self._card)
        buttons = FlowLayout()
        buttons.addWidget(self.copy_markdown)
        buttons.addWidget(self.copy_html)
        filled.addLayout(buttons)
        filled.addWidget(self._preview)
        filled.addWidget(self._dead)
        filled.addWidget(self._unnamed)
        filled.addWidget(self._field)
        filled.addLayout(row(self.publish_button, None))
        filled.addWidget(self._after)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(8)
        column.addLayout(row(Icon("shopping-basket"), title, None))
        column.addWidget(self._explained)
        column.addSpacing(4)
        column.addWidget(self._filled)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(_("Mention basket"))
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _fill_card(self) -> None:
        while (item := self._card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(self._items):
            if place:
                self._card.body.addWidget(Line())
            self._card.body.addWidget(self._row_of(one))

    def _row_of(self, one: BasketRow) -> QWidget:
        avatar = Avatar(_AVATAR)
        avatar.show_person(one.contact_id, one.name)
        site = web.profile_from(one.url)[0]
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(one.title or one.url, kind=fonts.Type.PERSON))
        where = ", ".join(part for part in (one.name, site) if part)
        words.addWidget(ElidedLabel(where, kind=fonts.Type.SMALL, is_muted=True))
        remove = IconButton("x", _("Take “{title}” out").format(title=one.title), is_small=True)
        remove.setProperty("item", one.id)
        remove.clicked.connect(self.remove)
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(_SIDE, _ROW_ROOM, _ROW_ROOM, _ROW_ROOM)
        across.setSpacing(_ROW_ROOM)
        across.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        return made


class _Preview(QPlainTextEdit):
    """The links as they will be pasted."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("The links as they are copied"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(fonts.font_of(fonts.Type.SMALL).pointSizeF())
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _PREVIEW_LINES + 20)


def _after_words(items: Sequence[BasketRow]) -> str:
    names = list(dict.fromkeys(apart(one.name) for one in items))
    return ngettext(
        "Then {names} gets a follow-up: tell them, in your own words.",
        "Then each of them gets a follow-up: tell {names}, in your own words.",
        len(names),
    ).format(names=_(", ").join(names[:4]) + ("…" if len(names) > 4 else ""))
