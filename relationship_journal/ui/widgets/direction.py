"""Which side a text begins at: its words have a direction of their own, the window has the side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

_SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight


def leading_side(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the window's leading side, whatever the direction of a text is."""
    is_mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def align_with_window(widget: QLabel | QLineEdit | QPlainTextEdit) -> None:
    """Have a text begin at the window's leading side; what stands in the middle stays there."""
    if isinstance(widget, QPlainTextEdit):
        option = widget.document().defaultTextOption()
        option.setAlignment(leading_side(widget))
        widget.document().setDefaultTextOption(option)
    elif widget.alignment() & _SIDES or not widget.alignment() & Qt.AlignmentFlag.AlignHCenter:
        vertical = widget.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        widget.setAlignment(leading_side(widget) | vertical)
