"""How a row of the timeline is laid out and drawn; its height comes from its words."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import tzinfo

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontInfo,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from relationship_journal.domain import friendly
from relationship_journal.domain.text import is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models.timeline_model import Role, TimelineLine, TimelineModel
from relationship_journal.ui.views.indent import INDENT
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.labels import as_plain_tip

SIDE = INDENT
_TEXT_AT = SIDE + icons.BUTTON + 16
_PADDING = 5
_HEADING_ABOVE, _HEADING_BELOW = 14, 4
_FOLDED_LINES, _MOST_LINES = 4, 400
# Of a note of megabytes no more than this is laid out; the dialog shows the whole.
_FOLDED_LENGTH, _MOST_LENGTH = 1_500, 20_000
_LAYOUTS_KEPT, _HEIGHTS_KEPT = 120, 20_000

Index = QModelIndex | QPersistentModelIndex
Key = Hashable


@dataclass(slots=True)
class _Laid:
    """One row laid out for one width; the boxes are relative to the row's corner, left to right."""

    line: TimelineLine
    height: int
    heading: QRect
    body: QRect
    title: QRect
    day: QRect
    text_at: QPoint
    text: QTextLayout | None = None
    link: QRect = field(default_factory=QRect)
    link_text: str = ""
    more: QRect = field(default_factory=QRect)
    more_text: str = ""


class TimelineDelegate(QStyledItemDelegate):
    """Draws the rows of a `TimelineModel`; says when a link or "more" in one was clicked."""

    link_clicked = Signal(str)
    more_clicked = Signal(int)

    def __init__(self, view: QAbstractItemView, model: TimelineModel, zone: tzinfo) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._zone = zone
        self._heights: dict[Key, int] = {}
        self._laid: OrderedDict[Key, _Laid] = OrderedDict()
        self._width = -1
        self._take_fonts()

    def forget(self) -> None:
        """Lay out everything anew."""
        self._heights.clear()
        self._laid.clear()

    def take_fonts(self) -> None:
        """Lay out everything in the system's fonts of the moment."""
        self._take_fonts()
        self.forget()

    def height_of(self, index: Index) -> int:
        """Return the height of a row in pixels, from the cache where it can be."""
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self.forget()
        key = self._model.key_of(index.row())
        found = self._heights.get(key)
        if found is None:
            if len(self._heights) > _HEIGHTS_KEPT:
                self._heights.clear()
            found = self._heights[key] = self._lay_out(index).height
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the room of a row."""
        return QSize(self._view.viewport().width(), self.height_of(index))

    # --- drawing ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw heading, icon, first line, day, words, link."""
        laid = self._laid_out(index)
        rect: QRect = option.rect
        state = option.state
        theme = themes.current()
        line = laid.line
        painter.save()
        painter.setClipRect(rect)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if line.month:
            self._line(painter, self._placed(laid.heading, rect), line.month, fonts.Type.HEAD)
        self._background(painter, self._placed(laid.body, rect), state)
        icon_box = QRect(SIDE, laid.title.y(), icons.BUTTON, laid.title.height())
        painting.paint_icon(
            painter, self._placed(icon_box, rect), line.icon, line.color, icons.BUTTON
        )
        title = self._placed(laid.title, rect)
        self._line(painter, title, line.title, fonts.Type.PERSON, is_muted=False)
        day = self._placed(laid.day, rect)
        self._line(painter, day, line.day, fonts.Type.SMALL, is_trailing=True)
        if laid.text is not None:
            painter.setPen(theme.text)
            text_box = QRect(laid.text_at, QSize(self._text_width(), 0))
            laid.text.draw(painter, QPointF(self._placed(text_box, rect).topLeft()))
        if laid.more_text:
            painter.setPen(theme.accent)
            painter.setFont(self._fonts[fonts.Type.SMALL])
            painter.drawText(
                self._placed(laid.more, rect), Qt.AlignmentFlag.AlignCenter, laid.more_text
            )
        if laid.link_text:
            painter.setPen(theme.accent)
            painter.setFont(self._fonts[fonts.Type.SMALL])
            aligned = self._aligned(Qt.AlignmentFlag.AlignLeading)
            painter.drawText(self._placed(laid.link, rect), aligned, laid.link_text)
        painter.restore()

    def _background(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        theme = themes.current()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if not is_selected and not is_under_mouse:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.select if is_selected else theme.hover)
        painter.drawRoundedRect(box, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if is_selected and self._view.hasFocus():
            bar = QStyle.visualRect(
                QApplication.layoutDirection(),
                box,
                QRect(box.x(), box.y() + 4, 3, box.height() - 8),
            )
            painter.fillRect(bar, theme.accent)

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        kind: fonts.Type,
        *,
        is_muted: bool = True,
        is_trailing: bool = False,
    ) -> None:
        theme = themes.current()
        font = self._fonts[kind]
        painter.setFont(font)
        painter.setPen(theme.muted if is_muted else theme.text)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        side = Qt.AlignmentFlag.AlignTrailing if is_trailing else Qt.AlignmentFlag.AlignLeading
        painter.drawText(box, self._aligned(side), shown)

    @staticmethod
    def _aligned(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        aligned = QStyle.visualAlignment(QApplication.layoutDirection(), side)
        return aligned | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

    @staticmethod
    def _placed(box: QRect, rect: QRect) -> QRect:
        whole = QRect(QPoint(0, 0), rect.size())
        mirrored = QStyle.visualRect(QApplication.layoutDirection(), whole, box)
        return mirrored.translated(rect.topLeft())

    # --- the mouse -------------------------------------------------------------------------------

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,  # noqa: ARG002  Qt's signature
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Follow a link or unfold a text."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        rect: QRect = option.rect
        what = self.part_at(index, event.position().toPoint(), rect)
        if what == "more":
            self.more_clicked.emit(index.row())
        elif what == "link":
            self.link_clicked.emit(self._laid_out(index).line.row.url)
        return bool(what)

    def part_at(self, index: Index, at: QPoint, rect: QRect) -> str:
        """Return "more", "link" or "" for a place within a row."""
        laid = self._laid_out(index)
        if laid.more_text and self._placed(laid.more, rect).contains(at):
            return "more"
        if laid.link_text and self._placed(laid.link, rect).contains(at):
            return "link"
        return ""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say the full date, and the whole of what is cut."""
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(index), view)
        return True

    def tip(self, index: Index) -> str:
        """Return the tool tip of a row: its full date, and its link."""
        laid = self._laid_out(index)
        says = [friendly.full_instant(laid.line.row.at, self._zone)]
        if QFontMetrics(self._fonts[fonts.Type.PERSON]).horizontalAdvance(laid.line.title) > (
            laid.title.width()
        ):
            says.insert(0, laid.line.title)
        if laid.line.row.url:
            says.append(laid.line.row.url)
        return as_plain_tip("\n".join(says))

    # --- layout ----------------------------------------------------------------------------------

    def _take_fonts(self) -> None:
        kinds = (fonts.Type.PERSON, fonts.Type.BODY, fonts.Type.SMALL, fonts.Type.HEAD)
        self._fonts = {kind: fonts.font_of(kind) for kind in kinds}
        self._line_heights = {
            kind: max(QFontMetrics(font).height(), round(1.5 * QFontInfo(font).pixelSize()))
            for kind, font in self._fonts.items()
        }

    def _laid_out(self, index: Index) -> _Laid:
        if self._view.viewport().width() != self._width:
            self.height_of(index)
        key = self._model.key_of(index.row())
        found = self._laid.get(key)
        if found is None:
            found = self._lay_out(index)
        else:
            self._laid.move_to_end(key)
        return found

    def _text_width(self) -> int:
        return max(40, self._width - _TEXT_AT - SIDE)

    def _lay_out(self, index: Index) -> _Laid:
        line: TimelineLine = index.data(Role.LINE)
        y, heading = 0, QRect()
        if line.month:
            y += _HEADING_ABOVE if index.row() else 0
            head = self._line_heights[fonts.Type.HEAD]
            heading = QRect(SIDE, y, max(0, self._width - 2 * SIDE), head)
            y += head + _HEADING_BELOW
        top = y
        y += _PADDING
        title_height = self._line_heights[fonts.Type.PERSON]
        small = QFontMetrics(self._fonts[fonts.Type.SMALL])
        day_width = small.horizontalAdvance(line.day) + 2
        day = QRect(self._width - SIDE - day_width, y, day_width, title_height)
        title = QRect(_TEXT_AT, y, max(20, self._text_width() - day_width - 12), title_height)
        y += title_height
        laid = _Laid(line, 0, heading, QRect(), title, day, QPoint(_TEXT_AT, y))
        y = self._lay_out_words(laid, y, small)
        if line.row.url:
            height = self._line_heights[fonts.Type.SMALL]
            shown = small.elidedText(
                _shown_link(line.row.url), Qt.TextElideMode.ElideMiddle, self._text_width()
            )
            laid.link_text = shown
            laid.link = QRect(_TEXT_AT, y, small.horizontalAdvance(shown) + 2, height)
            y += height
        y += _PADDING
        laid.height = y
        laid.body = QRect(0, top, self._width, y - top)
        self._laid[self._model.key_of(index.row())] = laid
        while len(self._laid) > _LAYOUTS_KEPT:
            self._laid.popitem(last=False)
        return laid

    def _lay_out_words(self, laid: _Laid, y: int, small: QFontMetrics) -> int:
        """Lay out the text under the first line; return where it ends."""
        line = laid.line
        if is_blank(line.text[:_MOST_LENGTH]):
            return y
        most = _MOST_LINES if line.is_expanded else _FOLDED_LINES
        length = _MOST_LENGTH if line.is_expanded else _FOLDED_LENGTH
        layout, ends_at, has_all = self._layout_of(line.text[:length], most)
        is_folded = not has_all or len(line.text) > length
        laid.text = layout
        y += ends_at
        if is_folded or (line.is_expanded and layout.lineCount() > _FOLDED_LINES):
            laid.more_text = _("less") if line.is_expanded else _("more")
            height = self._line_heights[fonts.Type.SMALL]
            width = small.horizontalAdvance(laid.more_text) + 8
            laid.more = QRect(_TEXT_AT - 4, y, width, height)
            y += height
        return y

    def _layout_of(self, text: str, most_lines: int) -> tuple[QTextLayout, int, bool]:
        layout = QTextLayout(text.replace("\n", "\u2028"), self._fonts[fonts.Type.BODY])
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(self._aligned(Qt.AlignmentFlag.AlignLeading))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        height = self._line_heights[fonts.Type.BODY]
        above = (height - QFontMetrics(self._fonts[fonts.Type.BODY]).height()) // 2
        y, has_all = 0, False
        layout.beginLayout()
        for _number in range(most_lines):
            line = layout.createLine()
            if not line.isValid():
                has_all = True
                break
            line.setLineWidth(self._text_width())
            line.setPosition(QPointF(0, y + above))
            y += height
        else:
            end = layout.lineAt(most_lines - 1)
            has_all = end.textStart() + end.textLength() >= len(layout.text())
        layout.endLayout()
        return layout, y, has_all


def _shown_link(url: str) -> str:
    """Return an address as it is read: without scheme and `www.`."""
    shown = url.partition("://")[2] or url
    return shown.removeprefix("www.").rstrip("/")
