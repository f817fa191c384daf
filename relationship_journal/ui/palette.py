"""Go to: every command and every person, found as one types."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.i18n import gettext as _
from relationship_journal.services.people import PeopleFilter
from relationship_journal.ui import avatars, fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.commands import Commands
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import key_text, without_mnemonic
from relationship_journal.ui.widgets.fields import IconField
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.press_selection import go_where_pressed

WIDTH, HEIGHT = 560, 440
MOST_PEOPLE = 30
_SIDE, _PICTURE, _GAP = 12, 24, 12
_LEAST_LINES = 3

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the list: a person (`contact_id`), a command, or a pasted address."""

    text: str
    detail: str = ""
    contact_id: int = 0
    command: str = ""
    icon: str = ""
    keys: str = ""
    address: str = ""


def find(core: Core, commands: Commands | None, text: str) -> list[Hit]:
    """Return the commands and people that fit; with nothing typed, every command.

    Without commands, people only.
    """
    words = texts.fold(text).split()
    found = _commands(commands, words) if commands is not None else []
    if not words:
        return found
    return found + _people(core, text) + (_address(text) if commands is not None else [])


def _address(text: str) -> list[Hit]:
    """Return the offer to look at an address that was pasted."""
    typed = text.strip()
    site = web.profile_from(typed)[0] if "." in typed and " " not in typed else ""
    if not site:
        return []
    return [Hit(_("Add somebody from {site}").format(site=site), icon="user-plus", address=typed)]


def _commands(commands: Commands, words: list[str]) -> list[Hit]:
    found: list[Hit] = []
    for one, action in commands.all():
        if not action.isEnabled() or one.name in {"palette", "keys"}:
            continue
        said = without_mnemonic(action.text()).removesuffix("…")
        parts = texts.fold(said).split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            keys = key_text(action.shortcut())
            found.append(Hit(said, command=one.name, icon=one.icon or "chevron-right", keys=keys))
    return found


def _people(core: Core, text: str) -> list[Hit]:
    here = core.people.find(PeopleFilter(text=text)).ids[:MOST_PEOPLE]
    room = MOST_PEOPLE - len(here)
    away = core.people.find(PeopleFilter(text=text, put_away=True)).ids[:room]
    return [
        Hit(row.name, _("put away") if row.is_put_away else row.circle, contact_id=row.id)
        for row in core.people.rows([*here, *away])
    ]


class HitModel(QAbstractListModel):
    """The lines that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """Return a line, or None when there is no such row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a screen reader says, and the line itself as UserRole."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.text, hit.detail, hit.keys) if part)
        return hit if role == Qt.ItemDataRole.UserRole else None


class HitDelegate(QStyledItemDelegate):
    """Draws a line: picture, words, and at the trailing side the circle or the keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Return the same height for every line."""
        return QSize(0, max(36, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, Hit):
            return
        theme = themes.current()
        painter.save()
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.select)
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        direction = option.direction
        spot = QRect(inner.x(), inner.y(), _PICTURE, inner.height())
        spot = QStyle.visualRect(direction, inner, spot)
        if hit.contact_id:
            picture = avatars.avatar_of(hit.contact_id, hit.text, _PICTURE)
            painter.drawPixmap(spot.x(), spot.y() + (spot.height() - _PICTURE) // 2, picture)
        else:
            painting.paint_icon(painter, spot, hit.icon, theme.muted, icons.BUTTON)
        taken = self._paint_trailing(painter, inner, direction, hit)
        words = inner.adjusted(_PICTURE + _GAP, 0, -taken, 0)
        words = QStyle.visualRect(direction, inner, words)
        font = fonts.font_of(fonts.Type.PERSON if hit.contact_id else fonts.Type.BODY)
        painter.setFont(font)
        painter.setPen(theme.text)
        text = QFontMetrics(font).elidedText(hit.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _leading(direction), text)
        painter.restore()

    def _paint_trailing(
        self, painter: QPainter, inner: QRect, direction: Qt.LayoutDirection, hit: Hit
    ) -> int:
        theme = themes.current()
        if hit.keys:
            width = painting.cap_size(hit.keys).width()
        else:
            font = fonts.font_of(fonts.Type.SMALL)
            width = min(QFontMetrics(font).horizontalAdvance(hit.detail) + 2, inner.width() // 3)
        spot = QRect(inner.right() + 1 - width, inner.y(), width, inner.height())
        spot = QStyle.visualRect(direction, inner, spot)
        if hit.keys:
            painting.paint_cap(painter, spot, hit.keys, theme.muted, theme.line)
        elif hit.detail:
            painter.setFont(font)
            painter.setPen(theme.muted)
            elided = QFontMetrics(font).elidedText(hit.detail, Qt.TextElideMode.ElideRight, width)
            painter.drawText(spot, _leading(direction), elided)
        return width + _GAP if width else 0


class Palette(QDialog):
    """The dialog of Ctrl+K: type, choose with the arrows, Enter goes there.

    `person_chosen` carries a contact's id, `command_chosen` the name of an action,
    `address_chosen` what was pasted. Without commands it asks for a person.
    """

    person_chosen = Signal(int)
    address_chosen = Signal(str)
    command_chosen = Signal(str)

    def __init__(self, core: Core, commands: Commands | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._core, self._commands = core, commands
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Go to"))
        asks = _("A person") if commands is None else _("A person or a command")
        self._field = IconField("search", _("Go to"), asks)
        self._field.installEventFilter(self)
        self._model = HitModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        go_where_pressed(self._list).pressed.connect(self.choose)
        self._list.setItemDelegate(HitDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(_("What was found"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text(_("Nobody and nothing goes by that name."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        fonts.muted(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing, 1)
        self._field.textEdited.connect(self.search)
        self._list.clicked.connect(self.choose)
        self._place(parent)
        self.search("")

    @Slot(str)
    def search(self, text: str) -> None:
        """Show what fits, the first line chosen."""
        hits = find(self._core, self._commands, text)
        self._model.show(hits)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits and bool(text.strip()))
        self._fit()

    @Slot()
    def choose(self) -> None:
        """Go to the chosen line."""
        hit = self._model.hit(self._list.currentIndex().row())
        if hit is None:
            return
        self.accept()
        if hit.contact_id:
            self.person_chosen.emit(hit.contact_id)
        elif hit.address:
            self.address_chosen.emit(hit.address)
        else:
            self.command_chosen.emit(hit.command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through the list while one types; Enter chooses."""
        if watched is self._field and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.choose()
                return True
            if is_press and event.key() in _STEPS:
                self._step(_STEPS[Qt.Key(event.key())])
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline that the window manager was told to leave away."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(themes.current().edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _fit(self) -> None:
        """Be as tall as what was found, up to the height it was placed with."""
        frame = 3 * _SIDE + self._field.sizeHint().height()
        rows = max(_LEAST_LINES, self._model.rowCount()) * self._list.sizeHintForRow(0)
        if not self._model.rowCount():
            rows = _LEAST_LINES * self._nothing.sizeHint().height()
        self.resize(self.width(), min(self._tallest, frame + rows))

    def _step(self, by: int) -> None:
        row = self._list.currentIndex().row() + by
        last = self._model.rowCount() - 1
        if abs(by) > 1:
            row = max(0, min(last, row))
        elif last >= 0:
            row %= last + 1
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _place(self, parent: QWidget) -> None:
        window = parent.window()
        width = min(WIDTH, window.width() - 48)
        self._tallest = min(max(HEIGHT, self.fontMetrics().height() * 24), window.height() - 96)
        self.resize(width, self._tallest)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 64)


def _leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
    return side | Qt.AlignmentFlag.AlignVCenter


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
