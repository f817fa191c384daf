"""The small indent by which everything on a person's page lines up with words in inline fields."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

INDENT = 7
"""What an inline field's words stand in from its edge, in pixels."""


def indented(what: QWidget | QLayout, more: int = 0) -> QHBoxLayout:
    """Return something moved in by the indent, on the side where reading begins.

    Margins of layouts are not mirrored in right-to-left; room before an item is.
    """
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    made.addSpacing(INDENT + more)
    if isinstance(what, QWidget):
        made.addWidget(what, 1)
    else:
        made.addLayout(what, 1)
    return made
