"""Colours a quick-capture line as it is read."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from relationship_journal.domain.capture import Part, Span
from relationship_journal.ui import theme as themes

_TOKENS = {
    Part.WHO: "accent",
    Part.DIRECTION: "muted",
    Part.CHANNEL: "text",
    Part.INTENT: "answer",
    Part.URL: "muted",
    Part.PROMISE: "promise",
    Part.DAY: "promise",
}


class CaptureHighlighter(QSyntaxHighlighter):
    """Gives every understood stretch the colour of what it is; the rest stays in ink."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._spans: tuple[tuple[int, int, Part], ...] = ()

    def show_spans(self, line: str, spans: Sequence[Span]) -> None:
        """Colour these stretches of the line.

        Args:
            line: as typed; Qt counts an emoji as two, Python as one.
            spans: stretches of it.
        """
        self._spans = tuple(
            (_units(line[: span.start]), _units(line[span.start : span.end]), span.part)
            for span in spans
        )
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour the one line there is."""
        begins = self.currentBlock().position()
        for start, length, part in self._spans:
            within = max(0, start - begins)
            if start + length > begins and within < _units(text):
                self.setFormat(within, length, _format(themes.current().color(_TOKENS[part])))


def _format(color: QColor) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setForeground(color)
    return found


def _units(text: str) -> int:
    """Return how long a text is as Qt counts, in UTF-16."""
    return len(text) + sum(1 for char in text if char > "\uffff")
