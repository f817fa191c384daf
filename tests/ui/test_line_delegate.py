"""How words are drawn in a line: their own direction, the window's side."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from relationship_journal.domain.text import apart
from relationship_journal.ui.views.line_delegate import direction_of, paint_words

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
HEBREW = "חלון לחצר"


def drawn(*words: str, is_at_end: bool = False) -> QImage:
    """Return a picture of the last words, drawn by a painter that drew the others before."""
    picture = QImage(300, 40, QImage.Format.Format_ARGB32)
    for text in words:
        picture.fill(Qt.GlobalColor.white)
        if text == words[0]:
            painter = QPainter(picture)
        paint_words(painter, QRect(0, 0, 300, 40), text, QColor("black"), is_at_end=is_at_end)
    painter.end()
    return picture


def columns_with_ink(picture: QImage) -> list[int]:
    white = QColor("white").rgb()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != white for y in range(picture.height()))
    ]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("16 days ago", LTR),
        ("19", LTR),
        (HEBREW, RTL),
        (f"{HEBREW}, 19 days ago", RTL),
        (f"{apart(HEBREW)}, 19 days ago", LTR),
        ("\u2069Ana", LTR),
    ],
)
def test_words_run_as_their_first_letter_does_unless_it_is_set_apart(text, direction):
    assert direction_of(text) == direction


def test_an_age_reads_the_same_below_a_name_of_any_script(qtbot: QtBot):
    alone = drawn("16 days ago", is_at_end=True)
    assert columns_with_ink(alone)
    assert drawn(HEBREW, "16 days ago", is_at_end=True) == alone


def test_words_stand_on_the_side_that_is_asked_for_whatever_their_direction(qtbot: QtBot):
    for text in (HEBREW, "Ana"):
        assert columns_with_ink(drawn(text))[-1] < 150
        assert columns_with_ink(drawn(text, is_at_end=True))[0] > 150
