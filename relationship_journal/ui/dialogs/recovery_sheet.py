"""The recovery code on a sheet of paper, straight to the printer."""

from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _


def print_sheet(code: Secret, parent: QWidget) -> None:
    """Ask for a printer, and print the sheet there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  start-up time

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Recovery code"))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(partial(paint_sheet, printer, code))
    QDialog.open(dialog)  # the print dialog's own wants a receiver


def paint_sheet(device: QPagedPaintDevice, code: Secret, today: date | None = None) -> None:
    """Draw the sheet: what it is, the nine groups with their numbers, where to keep it."""
    painter = QPainter(device)
    unit = device.logicalDpiY() / 72
    room = QRectF(0, 0, device.width(), device.height())
    at = 48 * unit
    for words, size, is_bold in (
        (_("Relationship Journal: recovery code"), 18, True),
        (_("It opens what your passphrase opens. Keep it with papers that matter."), 11, False),
    ):
        at = _line(painter, room, at, words, size * 1.0, is_bold=is_bold) + 8 * unit
    at += 16 * unit
    groups = code.reveal().split("-")
    fixed = QFont("monospace")
    fixed.setStyleHint(QFont.StyleHint.Monospace)
    fixed.setPointSizeF(20)
    painter.setFont(fixed)
    for start in range(0, len(groups), 3):
        words = "    ".join(
            f"{start + n + 1} {group}" for n, group in enumerate(groups[start : start + 3])
        )
        box = QRectF(0, at, room.width(), 36 * unit)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        at += 36 * unit
    at += 16 * unit
    made = _("Made on {day}").format(day=(today or date.today()).isoformat())  # noqa: DTZ011  a date on paper
    _line(painter, room, at, made, 11, is_bold=False)
    painter.end()


def _line(
    painter: QPainter, room: QRectF, at: float, words: str, size: float, *, is_bold: bool
) -> float:
    font = QFont()
    font.setPointSizeF(size)
    font.setBold(is_bold)
    painter.setFont(font)
    box = QRectF(0, at, room.width(), room.height() - at)
    flags = int(Qt.TextFlag.TextWordWrap.value)
    painter.drawText(box, flags, words)
    return float(painter.boundingRect(box, flags, words).bottom())
