"""Seen on your blog: who commented there, and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import SightingRow
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import seen_words
from relationship_journal.ui.views.today_parts import NameButton
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Text

MOST = 6
_FACE = 24


class SeenOnBlog(QWidget):
    """A head with a line for each person; hidden while nobody was seen.

    Signals:
        target_wanted: a `Target`: their comment is to be opened.
        person_opened: the id of whose page is to be shown.
        person_added: the id of who became a contact.
        rebuilt: there are other things for Tab to go through.

    Args:
        core: the open journal.
    """

    target_wanted = Signal(object)
    person_opened = Signal(int)
    person_added = Signal(int)
    rebuilt = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._rows: list[SightingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(Text(_("Seen on your blog"), kind=fonts.Type.HEAD))
        self._lines = QWidget()
        self._column.addWidget(self._lines)
        self.hide()

    @Slot()
    def look_again(self) -> None:
        """Show who was seen lately; nothing is made anew where nothing changed."""
        rows = self._core.sightings.lately(MOST)
        if rows != self._rows:
            self._rows = rows
            self._show(rows)

    # --- what the lines ask ------------------------------------------------------------------

    @Slot(int)
    def add(self, sighting_id: int) -> None:
        """Make a contact of who wrote it."""
        self.person_added.emit(self._core.sightings.make_contact(sighting_id))

    @Slot(int)
    def reply(self, sighting_id: int) -> None:
        """Open their comment, and remember for whom where that is known."""
        row = self._core.sightings.get(sighting_id)
        whose = row.contact_id if not row.asks else None
        if row.url:
            self.target_wanted.emit(Target(row.url, whose, title=row.title))

    @Slot(int)
    def say_yes(self, sighting_id: int) -> None:
        """Say that the name is the contact's."""
        row = self._core.sightings.get(sighting_id)
        if row.contact_id is not None:
            self._core.sightings.say_theirs(sighting_id, row.contact_id)

    @Slot(int)
    def say_no(self, sighting_id: int) -> None:
        """Say that it is somebody else of that name."""
        self._core.sightings.say_not_theirs(sighting_id)

    @Slot(int)
    def ignore(self, sighting_id: int) -> None:
        """Show nothing of this name any more."""
        self._core.sightings.ignore(sighting_id)

    @Slot(int)
    def settle(self, sighting_id: int) -> None:
        """Say that it has been dealt with."""
        self._core.sightings.settle(sighting_id)

    # --- inside ------------------------------------------------------------------------------

    def _show(self, rows: Sequence[SightingRow]) -> None:
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for row in rows:
            column.addWidget(_SeenLine(row, self))
        self._column.addWidget(self._lines)
        self.setVisible(bool(rows))
        self.rebuilt.emit()


class _SeenLine(QWidget):
    """One person: a face, the words with a menu behind them, and the nearest act as a link."""

    def __init__(self, row: SightingRow, seen: SeenOnBlog) -> None:
        super().__init__()
        self._row, self._seen = row, seen
        is_known = row.contact_id is not None and not row.asks
        face: QWidget
        if row.contact_id is not None:
            face = Avatar(_FACE)
            face.show_person(row.contact_id, row.contact_name or row.name)
        else:
            face = _NoFace()
        line, said = seen_words.seen_line(row), seen_words.seen_tip(row)
        tip = f"{line}\n{said}" if said else line
        self.words = NameButton(line, tip, kind=fonts.Type.BODY)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words.clicked.connect(self._open_person if is_known else self._show_menu)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(face)
        across.addWidget(self.words, 1)
        if row.contact_id is None:
            across.addWidget(self._link(_("Add"), self._add, _("Make {name} a contact")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(across)
        if row.asks:
            column.addLayout(self._question())

    def _question(self) -> QHBoxLayout:
        ask = ElidedLabel(seen_words.question(self._row), kind=fonts.Type.SMALL, is_muted=True)
        ask.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addSpacing(_FACE + 8)
        across.addWidget(ask, 1)
        across.addWidget(self._link(_("Yes"), self._say_yes, _("Yes, this is {name}")))
        across.addWidget(self._link(_("No"), self._say_no, _("No, this is not {name}")))
        return across

    def _link(self, words: str, slot: Callable[[], None], name: str) -> LinkButton:
        link = LinkButton(words)
        link.setAccessibleName(name.format(name=self._row.contact_name or self._row.name))
        link.clicked.connect(slot)
        return link

    @Slot()
    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self._row
        if row.url:
            reply = seen_words.reply_words(row).replace("&", "&&")
            menu.addAction(reply).triggered.connect(self._reply)
        if row.asks:
            yes = _("Yes, this is {name}").format(name=row.contact_name.replace("&", "&&"))
            menu.addAction(yes).triggered.connect(self._say_yes)
        menu.addAction(_("Make a contact")).triggered.connect(self._add)
        menu.addAction(_("Done")).triggered.connect(self._settle)
        menu.addSeparator()
        menu.addAction(_("Ignore this name")).triggered.connect(self._ignore)
        menu.popup(self.words.mapToGlobal(QPoint(0, self.words.height())))
        menu.setActiveAction(menu.actions()[0])

    @Slot()
    def _open_person(self) -> None:
        if self._row.contact_id is not None:
            self._seen.person_opened.emit(self._row.contact_id)

    @Slot()
    def _add(self) -> None:
        self._seen.add(self._row.id)

    @Slot()
    def _reply(self) -> None:
        self._seen.reply(self._row.id)

    @Slot()
    def _say_yes(self) -> None:
        self._seen.say_yes(self._row.id)

    @Slot()
    def _say_no(self) -> None:
        self._seen.say_no(self._row.id)

    @Slot()
    def _settle(self) -> None:
        self._seen.settle(self._row.id)

    @Slot()
    def _ignore(self) -> None:
        self._seen.ignore(self._row.id)


class _NoFace(QWidget):
    """A dashed circle with a plus: somebody who is no contact."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of a face."""
        return QSize(_FACE, _FACE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(themes.current().edge, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painting.paint_icon(painter, self.rect(), "user-plus", "muted", icons.CHIP)
