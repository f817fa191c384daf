"""Frames around content: cards, pills, lines between things, and what an empty page says."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.ui import fonts, icons
from relationship_journal.ui.widgets.labels import Icon, Text


class Card(QFrame):
    """A surface with a pale outline and round corners; its layout is `body`.

    Args:
        padding: room inside on every side.
        spacing: room between the things in it.
    """

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = 16, spacing: int = 8
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)

    def set_current(self, is_current: bool) -> None:
        """Outline it with the accent, or no longer."""
        set_variant(self, "current", is_current)

    def set_state(self, state: str) -> None:
        """Outline it with a state's colour: accent, answer, promise, quiet, danger, or "" none."""
        set_variant(self, "state", state)


class FieldFrame(QFrame):
    """Several widgets that are one field together, like the entry box; `body` is its layout.

    It shows the ring of focus while one of those that were `watch`ed has the focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2, 2, 2, 2)
        self.body.setSpacing(0)

    def watch(self, widget: QWidget) -> None:
        """Show the ring when this widget has the focus."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # only widgets are watched
        """Follow the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_variant(self, "current", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)


class Pill(QFrame):
    """A low surface for one fact and what can be done with it; `body` is its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pill", True)
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(4, 2, 4, 2)
        self.body.setSpacing(6)
        self.body.addSpacing(6)  # margins do not turn with the reading direction, this does
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Line(QWidget):
    """A line of one pixel between two things."""

    def __init__(
        self,
        parent: QWidget | None = None,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
    ) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Mid)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)


class EmptyState(QWidget):
    """What a page without content says: an icon, a line, a sentence, and what ends it.

    Args:
        icon: the page's icon.
        line: what is the case.
        sentence: what to do, or what it is good for.
    """

    _WIDTH = 440

    def __init__(self, icon: str, line: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Text(line, kind=fonts.Type.SECTION, wraps=True)
        self._sentence = Text(sentence, is_muted=True, wraps=True)
        square = QFrame()
        square.setProperty("square", True)
        square.setFixedSize(64, 64)
        inside = QVBoxLayout(square)
        self._icon = Icon(icon, "muted", icons.EMPTY)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(square, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        for label in (self._line, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addSpacing(4)
        column.addSpacing(16)
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        column.addLayout(self.content)
        middle = QWidget()
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        middle.setMinimumWidth(280)
        middle.setMaximumWidth(self._WIDTH)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(1)
        around.addLayout(across)
        around.addStretch(1)

    def say(self, icon: str, line: str, sentence: str) -> None:
        """Say something else."""
        self._icon.set_icon(icon)
        self._line.setText(line)
        self._sentence.setText(sentence)

    def add(self, what: QWidget | QBoxLayout) -> None:
        """Add the field or button that ends the emptiness; a button stands in the middle."""
        if isinstance(what, QBoxLayout):
            self.content.addLayout(what)
        elif what.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            self.content.addWidget(what, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            self.content.addWidget(what)


class Splitter(QSplitter):
    """Two panes with a line of one pixel between them; Qt widens what the mouse can grab."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)


def set_variant(widget: QWidget, variant: str, value: object) -> None:
    """Set a property the style sheet asks for, and have it asked again."""
    if widget.property(variant) == value:
        return
    widget.setProperty(variant, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def row(*widgets: QWidget | QLabel | int | None, spacing: int = 8) -> QHBoxLayout:
    """Return widgets beside each other; a number is that much room, None takes the rest."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        elif isinstance(widget, int):
            made.addSpacing(widget)
        else:
            made.addWidget(widget)
    return made
