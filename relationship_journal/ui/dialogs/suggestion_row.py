"""One suggestion with its tick: what it is, and below it, quieter, where it stands."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.link_rows import FoundFeedRow
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.labels import ElidedLabel, Text, as_plain_tip


class SuggestionRow(QWidget):
    """A tick beside two lines; a click anywhere on it ticks.

    Args:
        value: what is suggested; strangers' text.
        detail: the quieter line.
        label: what it is about, for a screen reader.
        shown: what to show for the value, where that is an address.
        wraps: a text of several lines.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        value: str,
        detail: str,
        label: str,
        parent: QWidget | None = None,
        *,
        shown: str = "",
        is_ticked: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.value = value
        value = shown or value
        self.tick = QCheckBox()
        self.tick.setChecked(is_ticked)
        self.tick.setAccessibleName(f"{label}: {value}" if label else value)
        self.tick.setAccessibleDescription(detail)
        self.words: Text | ElidedLabel = Text(value, wraps=True) if wraps else ElidedLabel(value)
        if wraps:
            self.words.setToolTip(as_plain_tip(value))
        self.detail = ElidedLabel(detail, kind=fonts.Type.SMALL, is_muted=True)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self.words)
        self.column.addWidget(self.detail)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)  # the box brings its own room
        across.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self.column, 1)
        self.tick.toggled.connect(self.toggled)

    @property
    def is_ticked(self) -> bool:
        """Whether it is to be kept."""
        return self.tick.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or untick, by a click beside the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.tick.toggle()
        super().mouseReleaseEvent(event)


class FeedChoice(SuggestionRow):
    """A feed; of a blog of several people, one of them or everyone."""

    def __init__(
        self, feed: FoundFeedRow, title: str, detail: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, detail, _("Follow"), parent, is_ticked=feed.is_proposed)
        self.feed = feed
        self._authors = QComboBox(self)
        self._authors.setAccessibleName(_("Posts by whom"))
        self._authors.addItem(_("Posts by everyone"), "")
        for author in feed.authors:
            self._authors.addItem(_("Only posts by {name}").format(name=author), author)
        if feed.authors:
            self.column.addWidget(self._authors, 0, Qt.AlignmentFlag.AlignLeading)
            self.tick.toggled.connect(self._offer_authors)
        self._authors.setVisible(bool(feed.authors) and feed.is_proposed)

    @property
    def author(self) -> str:
        """Whose posts only, "" for everyone's."""
        return str(self._authors.currentData() or "")

    def narrow_to(self, name: str) -> None:
        """Choose the author of this name, where there is one."""
        found = self._authors.findData(name)
        if found > 0:
            self._authors.setCurrentIndex(found)

    @Slot(bool)
    def _offer_authors(self, is_ticked: bool) -> None:
        self._authors.setVisible(is_ticked)
