"""Quick capture: one line, coloured as it is read, with what was understood below it."""

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.capture import Part
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.text import apart, is_blank, one_line
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.capture_chips import CaptureChips
from relationship_journal.ui.capture_highlighter import CaptureHighlighter
from relationship_journal.ui.caution import Caution
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.models import capture_reading
from relationship_journal.ui.models.capture_reading import Chosen, Person, Reading
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.frames import Line
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, KeyCap, Text

WIDTH = 720
_SIDE, _RADIUS = 18, 8.0
_MOST_LINES = 5
_MOST_NAMED = 3


class CaptureLine(GrowingTextEdit):
    """The line; a long one wraps, what is pasted becomes one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Quick capture"),
            _("@name, where, why, what was said, and ! what you promise by when"),
            parent,
            most=_MOST_LINES,
            enter_submits=True,
            is_bare=True,
        )
        fonts.set_type(self, fonts.Type.SECTION)
        font = self.font()
        font.setWeight(font.Weight.Medium)
        self.setFont(font)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text, on one line."""
        self.insertPlainText(one_line(source.text()))


class CaptureWindow(QWidget):
    """Writes an exchange or a promise down from one typed line.

    It is made once and shown again: `appear()` opens it, Escape closes it and keeps the draft.

    Signals:
        captured: the `Captured` that was written.

    Args:
        core: the open journal.
        parent: the window it belongs to; None when it is opened from the tray or the shell.
    """

    captured = Signal(object)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._core = core
        self._chosen = Chosen()
        self._reading: Reading | None = None
        self.setWindowTitle(_("Quick capture"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFixedWidth(WIDTH)
        self.line = CaptureLine()
        self._highlighter = CaptureHighlighter(self.line.document())
        self.chips = CaptureChips(core)
        self._caution = Caution(core)
        self._build()
        self._connect()
        self._read()

    # --- what others ask -------------------------------------------------------------------------

    @Slot()
    def appear(self) -> None:
        """Open in the upper third of the window or screen, with the draft as it was left."""
        self._read(is_new_look=True)
        self._fit()
        self.move(self._place())
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus()
        self.line.moveCursor(QTextCursor.MoveOperation.End)

    def set_line(self, text: str) -> None:
        """Begin with this, as when a person is chosen already: `@"Mara Lind" `."""
        self._chosen = Chosen()
        self.line.setPlainText(text)
        self.line.moveCursor(QTextCursor.MoveOperation.End)

    def reading(self) -> Reading | None:
        """Return what the line is understood as."""
        return self._reading

    @Slot()
    def write_down(self) -> None:
        """Write what was understood; first settle what is doubtful."""
        reading = self._reading
        if reading is None or not self._done.isEnabled():
            return
        if reading.first_doubtful is not None:
            self.chips.choose()
        elif reading.first_unknown is not None:
            self._correct(reading.chosen.with_new(reading.first_unknown.typed))
        else:
            self._write(reading)

    # --- build -----------------------------------------------------------------------------------

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_SIDE, 10, _SIDE, 10)
        top.setSpacing(4)
        pen = Icon("pen-line", "muted", 20)
        pen.setFixedHeight(36)
        top.addWidget(pen, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.line, 1)
        around_chips = QVBoxLayout()
        around_chips.setContentsMargins(_SIDE, 14, _SIDE, 12)
        around_chips.addWidget(self.chips)
        self._chip_area = QWidget()
        self._chip_area.setLayout(around_chips)
        self._chip_line, self._foot_line = Line(), Line()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._chip_line)
        column.addWidget(self._chip_area)
        column.addWidget(self._foot_line)
        column.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        self._doubt_icon = Icon("triangle-alert", "danger", icons.CHIP)
        self._doubt = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        self._choose_cap = KeyCap(_("Alt+Down"))
        self._choose_word = Text(_("choose"), kind=fonts.Type.SMALL, is_muted=True)
        self._done = Button(_("Write down"), kind="main", key=_("Enter"), is_small=True)
        self._foot = QWidget()
        across = QHBoxLayout(self._foot)
        across.setContentsMargins(_SIDE, 8, 12, 8)
        across.setSpacing(8)
        for widget in (self._doubt_icon, self._doubt, self._choose_cap, self._choose_word):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(KeyCap(_("Esc")))
        across.addWidget(Text(_("close"), kind=fonts.Type.SMALL, is_muted=True))
        across.addSpacing(4)
        across.addWidget(self._done)
        return self._foot

    def _connect(self) -> None:
        self.line.textChanged.connect(self._read)
        self.line.submitted.connect(self.write_down)
        self._done.clicked.connect(self.write_down)
        self.chips.corrected.connect(self._correct)
        self.chips.edit_wanted.connect(self._edit)
        self.chips.day_wanted.connect(self._ask_for_day)
        for keys, slot in (("Alt+Down", self.chips.choose), ("Esc", self.hide)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # --- read ------------------------------------------------------------------------------------

    @Slot()
    def _read(self, *, is_new_look: bool = False) -> None:
        line = self.line.toPlainText()
        # colouring tells as if something were typed
        if self._reading is not None and self._reading.line == line and not is_new_look:
            return
        if is_blank(line):
            self._chosen = Chosen()
        self._show(capture_reading.read(self._core, line, self._chosen))

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        self._highlighter.show_spans(reading.line, reading.capture.spans)
        self.chips.show_reading(reading)
        has_chips = bool(self.chips.chips()) and not is_blank(reading.line)
        self._chip_area.setVisible(has_chips)
        self._chip_line.setVisible(has_chips)
        self._say_doubt(reading)
        follow_layouts(self)
        self._fit()

    def _say_doubt(self, reading: Reading) -> None:
        """Say in the foot what is doubtful, and on the button what Enter does."""
        unknown, doubtful = reading.first_unknown, reading.first_doubtful
        can_write = bool(reading.people) and reading.has_anything
        self._done.setEnabled(can_write)
        self._done.setText(_("Write down"))
        if can_write and doubtful is not None:
            self._done.setText(_("Choose"))
        elif can_write and unknown is not None:
            name = self.fontMetrics().elidedText(unknown.typed, Qt.TextElideMode.ElideRight, 160)
            words = _("Make {name} a contact").format(name=name)
            self._done.setText(words.replace("&", "&&"))
        self._done.updateGeometry()
        self._doubt.setText(_doubt(reading))
        self._doubt_icon.hide()
        can_choose = any(one.others or not one.contact_id for one in reading.people)
        self._choose_cap.setVisible(can_choose)
        self._choose_word.setVisible(can_choose)

    def _say_error(self, sentence: str) -> None:
        self._doubt.setText(sentence)
        self._doubt_icon.show()
        self._choose_cap.hide()
        self._choose_word.hide()

    # --- correct ---------------------------------------------------------------------------------

    @Slot(object)
    def _correct(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._show(capture_reading.read(self._core, self.line.toPlainText(), chosen))
        self.line.setFocus()

    @Slot(object)
    def _edit(self, part: Part) -> None:
        """Select the stretch of the line that was understood as this."""
        spans = (
            [span for span in self._reading.capture.spans if span.part is part]
            if (self._reading)
            else []
        )
        self.line.setFocus()
        if self._reading is None or not spans:
            return
        begin, end = spans[0].start, spans[0].end
        cursor = self.line.textCursor()
        cursor.setPosition(_units(self._reading.line[:begin]))
        cursor.setPosition(_units(self._reading.line[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.line.setTextCursor(cursor)

    @Slot()
    def _ask_for_day(self) -> None:
        dialog = DayDialog(self._core, _("Promise"), "", self)
        dialog.chosen.connect(self._take_day)
        dialog.open()

    @Slot(object, object)
    def _take_day(self, day: date, _at: object) -> None:
        self._correct(capture_reading.with_day(self._chosen, day))

    def _write(self, reading: Reading) -> None:
        held = self._caution.hold(
            [one.contact_id for one in reading.people if one.contact_id],
            reading.capture.text,
            reading.channel or Channel.OTHER,
            reading.direction,
        )
        if held:
            self._say_error(held)
            return
        try:
            done = capture_reading.write_down(self._core, reading)
        except JournalError as error:
            self._say_error(str(error))
            return
        self._chosen = Chosen()
        self.line.clear()
        self.hide()
        self.captured.emit(done)

    # --- place and look --------------------------------------------------------------------------

    def _place(self) -> QPoint:
        parent = self.parentWidget()
        if parent is not None and parent.isVisible() and not parent.window().isMinimized():
            around = parent.window().frameGeometry()
        else:
            screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
            around = screen.availableGeometry()
        left = around.x() + (around.width() - self.width()) // 2
        return QPoint(left, around.y() + max(0, around.height() // 3 - self.height() // 2))

    def _fit(self) -> None:
        """Be as high as line, chips and foot need."""
        self._column.activate()
        tall = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            tall = self._column.totalHeightForWidth(WIDTH)
        if tall != self.height():
            self.setFixedHeight(tall)

    def event(self, event: QEvent) -> bool:
        """Grow with the line: it asks for more room by a layout request."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """Colour the line anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the outline, the surface and the quieter foot."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(shape, theme.surface)
        painter.setClipPath(shape)
        foot = self._foot.geometry()
        painter.fillRect(QRect(0, foot.y(), self.width(), foot.height() + 2), theme.window)
        painter.setClipping(False)
        painter.setPen(theme.edge)
        painter.drawPath(shape)


def _doubt(reading: Reading) -> str:
    """Return what the foot says: what is doubtful, or what is missing."""
    if is_blank(reading.line):
        return _("Like: @mara sorry forum !fix the link by Fri")
    if not reading.people:
        return _("Begin with @ and a name.")
    doubtful, unknown, guess = reading.first_doubtful, reading.first_unknown, reading.first_guess
    if doubtful is not None:
        return _("“{name}” could be {others}.").format(
            name=apart(doubtful.typed), others=_some(doubtful)
        )
    if unknown is not None:
        return _("Nobody goes by “{name}” yet.").format(name=apart(unknown.typed))
    if guess is not None:
        return _("“{name}” could also be {others}.").format(
            name=apart(guess.typed), others=_some(guess)
        )
    if not reading.has_anything:
        return _("Say where, why or what it was, or promise something with !")
    return ""


def _some(person: Person) -> str:
    names = [apart(one_line(name)) for one, name in person.others if one != person.contact_id]
    if len(names) > _MOST_NAMED:
        return _("{names} or somebody else").format(names=", ".join(names[:_MOST_NAMED]))
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _units(text: str) -> int:
    """Return how long a text is as Qt counts, in UTF-16."""
    return len(text) + sum(1 for char in text if char > "\uffff")
