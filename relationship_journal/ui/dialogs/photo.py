"""A photo as it is kept: small, upright, JPEG or PNG."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

LARGEST_SIDE = 512
_JPEG_QUALITY = 88
_MOST_MEGABYTES = 256
_MOST_PIXELS = 50_000_000
_USUAL = frozenset({b"jpeg", b"jpg", b"png", b"webp", b"gif", b"bmp", b"ico"})


def shrunk(path: Path) -> bytes:
    """Return a picture of any format Qt reads, turned upright, with sides of at most 512 pixels.

    Raises: InvalidInput, with the field `photo`, for what is no picture.
    """
    reader = QImageReader(str(path))
    image = _read_small(reader)
    if image.isNull():
        raise InvalidInput(
            "photo",
            _("{name} is not a picture that can be read.").format(name=path.name),
            _("A photo is a JPEG or PNG picture, or another common kind."),
        )
    return _kept(image)


def shrunk_bytes(picture: bytes) -> tuple[bytes, QImage]:
    """Return a stranger's picture as it is kept and as it is shown; usable on any thread.

    Only the usual formats are tried, within a bound of memory: a small file can hold a picture
    of gigabytes, and Qt reads formats too that carry programs of their own.

    Raises: InvalidInput, with the field `photo`.
    """
    held = QByteArray(picture)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    is_usual = bytes(reader.format().data()).lower() in _USUAL
    size = reader.size()
    is_small = size.isValid() and size.width() * size.height() <= _MOST_PIXELS
    image = _read_small(reader) if is_usual and is_small else QImage()
    buffer.close()
    if image.isNull():
        raise InvalidInput("photo", _("This picture cannot be shown."))
    kept = _kept(image)
    return kept, QImage.fromData(kept)


def _read_small(reader: QImageReader) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
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
    return reader.read()


def _kept(image: QImage) -> bytes:
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
