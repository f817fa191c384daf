"""A photo as it is kept: small, upright, JPEG or PNG."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

LARGEST_SIDE = 512
_JPEG_QUALITY = 88


def shrunk(path: Path) -> bytes:
    """Return a picture of any format Qt reads, turned upright, with sides of at most 512 pixels.

    Raises: InvalidInput, with the field `photo`, for what is no picture.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > 2 * LARGEST_SIDE:
        # read small at once: a camera's picture takes a hundred megabytes in full
        reader.setScaledSize(
            size.scaled(
                QSize(2 * LARGEST_SIDE, 2 * LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio
            )
        )
    image = reader.read()
    if image.isNull():
        raise InvalidInput(
            "photo",
            _("{name} is not a picture that can be read.").format(name=path.name),
            _("A photo is a JPEG or PNG picture, or another common kind."),
        )
    if max(image.width(), image.height()) > LARGEST_SIDE:
        image = image.scaled(
            LARGEST_SIDE,
            LARGEST_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG" if image.hasAlphaChannel() else b"JPEG"))
    if not image.hasAlphaChannel():
        writer.setQuality(_JPEG_QUALITY)
    writer.write(image)
    buffer.close()
    return bytes(kept.data())
