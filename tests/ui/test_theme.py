"""The colours: contrasts, derived tones, palette and sheet, and following the system."""

import json
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from relationship_journal import paths
from relationship_journal.ui import fonts, theme

WORST = {
    "text": (13.2, 8.9),
    "muted": (5.3, 4.6),
    "accent": (5.2, 5.3),
    "answer": (5.6, 5.2),
    "promise": (5.4, 5.3),
    "quiet": (5.4, 5.1),
    "danger": (5.5, 4.9),
}
"""Worst contrast as text, light and dark, over all surfaces and the state's own tint."""


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    font = qapp.font()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setProperty("journal_theme", None)
    qapp.setFont(font)


def contrast(one: QColor, other: QColor) -> float:
    """Return WCAG 2.1's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in color.getRgb()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("token", WORST)
def test_words_stand_out_on_every_surface(token, is_dark):
    shown = theme.load_theme(is_dark)
    grounds = [shown.window, shown.rail, shown.surface, shown.hover, shown.select]
    if hasattr(shown, f"tint_{token}"):
        grounds.append(shown.color(f"tint_{token}"))
    worst = min(contrast(shown.color(token), ground) for ground in grounds)
    assert worst >= 4.5
    assert worst == pytest.approx(WORST[token][is_dark], abs=0.06)


@pytest.mark.parametrize("is_dark", [False, True])
def test_outlines_main_buttons_and_avatars_stand_out(is_dark):
    shown = theme.load_theme(is_dark)
    grounds = (shown.window, shown.rail, shown.surface, shown.hover)
    assert min(contrast(shown.edge, ground) for ground in grounds) >= 3
    assert contrast(shown.muted, shown.select) >= 3
    assert contrast(shown.on_accent, shown.accent) >= 6.35  # 6.4 and 8.4, rounded
    assert contrast(shown.on_accent, shown.accent_hover) >= 4.5
    assert len(shown.avatars) == 8
    assert min(contrast(pair.ink, pair.back) for pair in shown.avatars) >= 6.2


@pytest.mark.shared
@pytest.mark.parametrize("is_dark", [False, True])
def test_the_colours_are_those_of_the_look(is_dark, shared):
    look = json.loads((shared / "look" / "tokens.json").read_text())["dark" if is_dark else "light"]
    shown = theme.load_theme(is_dark)
    for name, value in {**look["tokens"], **look["derived"]}.items():
        wanted = QColor(value).getRgb()
        near = [abs(a - b) for a, b in zip(shown.color(name).getRgb(), wanted, strict=True)]
        assert max(near) <= 1, name
    pairs = [(pair["back"], pair["ink"]) for pair in look["avatars"].values()]
    assert [(p.back.name().upper(), p.ink.name().upper()) for p in shown.avatars] == pairs


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_pictures_in_the_sheet_have_the_colours_of_the_theme(is_dark):
    shown = theme.load_theme(is_dark)
    folder = paths.resource("themes") / ("dark" if is_dark else "light")
    assert shown.on_accent.name() in (folder / "check-on.svg").read_text().lower()
    assert shown.muted.name() in (folder / "chevron-down.svg").read_text().lower()


@pytest.mark.parametrize("is_dark", [False, True])
def test_nothing_in_the_sheet_is_left_to_replace_and_every_picture_is_there(is_dark):
    sheet = theme.style_sheet(theme.load_theme(is_dark))
    assert "@" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(paths.resource(picture).is_file() for picture in pictures)
    assert "font" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def test_no_role_of_the_palette_is_left_to_the_system(qapp):
    palette = theme.palette_of(theme.load_theme(True))
    roles = [role for role in QPalette.ColorRole if role not in NOT_A_ROLE]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
        assert all(palette.isBrushSet(group, role) for role in roles)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.load_theme(True).faint


NOT_A_ROLE = {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}


def test_an_unknown_scheme_is_light_and_the_choice_shows_at_once(app, qtbot):
    appearance = theme.Appearance(app)
    assert not appearance.theme.is_dark
    with qtbot.waitSignal(appearance.changed):
        appearance.choose(theme.Choice.DARK)
    assert appearance.theme.is_dark
    assert app.palette().color(QPalette.ColorRole.Window) == theme.load_theme(True).window
    appearance.choose(theme.Choice.SYSTEM)
    assert not theme.current().is_dark
    appearance.close()
    appearance.deleteLater()


def test_the_same_choice_again_does_not_polish_everything_again(app, qtbot):
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    with qtbot.assertNotEmitted(appearance.changed):
        appearance.choose(theme.Choice.LIGHT)
    appearance.close()
    appearance.deleteLater()


def test_texts_and_boxes_grow_with_the_systems_font(app, qtbot):
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    title = QLabel("Today")
    qtbot.addWidget(title)
    fonts.page_title(title)
    bigger = app.font()
    bigger.setPointSizeF(20)
    app.setFont(bigger)
    app.sendEvent(app, QEvent(QEvent.Type.ApplicationFontChange))
    assert title.font().pointSizeF() == 26
    height = int(re.search(r"min-height: (\d+)px", app.styleSheet())[1])
    assert height > theme.LEAST_LINE
    appearance.close()
    appearance.deleteLater()


def test_small_texts_are_never_smaller_than_six_points(qapp):
    tiny = qapp.font()
    tiny.setPointSizeF(5)
    assert fonts.font_of(fonts.Type.SMALL, tiny).pointSizeF() == 6


def test_a_font_in_pixels_has_its_points_found(qapp):
    pixels = qapp.font()
    pixels.setPixelSize(20)
    assert fonts.font_of(fonts.Type.SECTION, pixels).pointSizeF() > 10


def test_muted_texts_follow_the_theme(app, qtbot):
    label = QLabel("yesterday")
    qtbot.addWidget(label)
    fonts.muted(label)
    theme.apply(app, theme.load_theme(True))
    assert label.palette().color(label.foregroundRole()) == theme.load_theme(True).muted
