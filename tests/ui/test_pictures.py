"""Icons and avatars: their colours, sizes, mirror images and cache."""

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage

from relationship_journal import paths
from relationship_journal.ui import avatars, icons, theme

ROOT = Path(__file__).parents[2]


def inked(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    }


def test_every_icon_is_a_small_file_that_takes_our_colour():
    files = sorted(paths.resource("icons").glob("*.svg"))
    assert len(files) == 70
    for file in files:
        text = file.read_text("utf-8")
        assert "currentColor" in text
        assert len(text) < 1500
    assert "ISC License" in paths.resource("icons/LICENSE").read_text("utf-8")


def test_every_icon_that_the_program_names_is_there():
    named = set()
    for file in (ROOT / "relationship_journal" / "ui").rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', file.read_text("utf-8")))
    assert named
    assert {name for name in named if not paths.resource(f"icons/{name}.svg").is_file()} == set()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_at_the_ratio_of_the_device(qapp, ratio):
    picture = icons.pixmap("sun", "accent", 18, ratio=ratio)
    assert picture.width() == round(18 * ratio)
    assert picture.devicePixelRatio() == ratio
    colors = {picture.toImage().pixelColor(*at).name() for at in inked(picture.toImage())}
    assert theme.load_theme(False).accent.name() in colors


def test_an_icon_is_drawn_once(qapp):
    first = icons.pixmap("leaf", QColor("#123456"), 16)
    assert icons.pixmap("leaf", QColor("#123456"), 16).cacheKey() == first.cacheKey()


def test_an_icon_stands_at_the_leading_edge_of_its_room(qapp):
    left = icons.pixmap("plus", "text", 16, ratio=1.0, room=20)
    assert max(x for x, _y in inked(left.toImage())) < 16
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        right = icons.pixmap("plus", "text", 16, ratio=1.0, room=20)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert min(x for x, _y in inked(right.toImage())) >= 4


@pytest.mark.parametrize(("name", "turns"), [("chevron-right", True), ("history", False)])
def test_only_what_points_along_the_reading_direction_is_mirrored(qapp, name, turns):
    before = icons.pixmap(name, "text", 16, ratio=1.0).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        after = icons.pixmap(name, "text", 16, ratio=1.0).toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert (after != before) is turns
    if turns:
        assert inked(after) == inked(before.flipped(Qt.Orientation.Horizontal))


def test_an_icon_for_a_button_has_its_faint_and_its_checked_side(qapp):
    made = icons.icon("users", "muted", on="accent")
    shown = theme.load_theme(False)

    def main_color(mode, state):
        image = made.pixmap(16, mode, state).toImage()
        colors = [image.pixelColor(*at).name() for at in inked(image)]
        return max(set(colors), key=colors.count)

    assert main_color(QIcon.Mode.Normal, QIcon.State.On) == shown.accent.name()
    assert main_color(QIcon.Mode.Disabled, QIcon.State.Off) == shown.faint.name()


def test_an_unknown_icon_is_a_fault(qapp):
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")


def test_a_hue_belongs_to_the_person_and_not_to_the_name(qapp):
    assert avatars.hue_of(7) == zlib.crc32(b"7") % 8
    one, other = avatars.avatar_of(7, "Ana Duarte", 36), avatars.avatar_of(7, "Ana Weber", 36)
    assert one.toImage().pixelColor(18, 3) == other.toImage().pixelColor(18, 3)


@pytest.mark.parametrize("letters", ["AD", "WM", "山", "ل", "", "👩‍🚀"])
def test_initials_stay_inside_the_disc(qapp, letters):
    picture = avatars.avatar(letters, 3, 24, ratio=2.0)
    assert picture.size().width() == 48
    image = picture.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    back = theme.load_theme(False).avatars[3].back
    assert image.pixelColor(3, 24) == back
    assert image.pixelColor(44, 24) == back


def test_an_avatar_is_drawn_once_for_each_theme(qapp):
    first = avatars.avatar("AD", 1, 32)
    assert avatars.avatar("AD", 1, 32).cacheKey() == first.cacheKey()
    qapp.setProperty("journal_theme", theme.load_theme(True))
    try:
        assert avatars.avatar("AD", 1, 32).cacheKey() != first.cacheKey()
    finally:
        qapp.setProperty("journal_theme", None)


def test_a_photo_is_cut_to_a_disc(qapp):
    photo = QImage(90, 40, QImage.Format.Format_RGB32)
    photo.fill(QColor("red"))
    picture = avatars.round_photo(photo, 20, ratio=2.0)
    image = picture.toImage()
    assert (image.width(), image.pixelColor(0, 0).alpha()) == (40, 0)
    assert image.pixelColor(20, 20) == QColor("red")
