"""What each short page of My approach is made of: a title, a sentence what for, and a column."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.labels import Text


class Part(QWidget):
    """A short page; `reload` shows what is stored.

    Args:
        core: where it is kept.
        title: what it is.
        sentence: what it is for.
    """

    def __init__(self, core: Core, title: str, sentence: str) -> None:
        super().__init__()
        self._core = core
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        self.body.addWidget(Text(title, kind=fonts.Type.SECTION))
        self.body.addWidget(Text(sentence, is_muted=True, wraps=True))

    def reload(self) -> None:
        """Show what is stored."""
        raise NotImplementedError

    @staticmethod
    def rows() -> QVBoxLayout:
        """Return a layout for the rows of a list."""
        made = QVBoxLayout()
        made.setSpacing(4)
        return made

    @staticmethod
    def empty(layout: QVBoxLayout) -> None:
        """Take every row out of a layout."""
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
