"""Colours: the tokens of light and dark, and what Qt is told of them."""

import functools
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from relationship_journal import paths
from relationship_journal.ui import fonts

_PROPERTY = "journal_theme"
_TINT = {False: 0.12, True: 0.17}
LEAST_LINE = 20
"""Pixels of a line in buttons and fields, which makes them 32 high; more with a big font."""
_STATES = ("accent", "answer", "promise", "quiet", "danger")


class Choice(StrEnum):
    """What the person wants: one of the two, or as the system is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class AvatarColors:
    """One of the eight pairs of an avatar."""

    back: QColor
    ink: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the window, by what it is for; painters and delegates read it.

    The last eight are derived from the others: `tint_*` is a state's colour over surface, `faint`
    is for what is disabled, `spark` for the plain bars of a sparkline.
    """

    is_dark: bool
    avatars: tuple[AvatarColors, ...]
    window: QColor
    rail: QColor
    surface: QColor
    hover: QColor
    select: QColor
    line: QColor
    edge: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    answer: QColor
    promise: QColor
    quiet: QColor
    danger: QColor
    tint_accent: QColor
    tint_answer: QColor
    tint_promise: QColor
    tint_quiet: QColor
    tint_danger: QColor
    faint: QColor
    accent_hover: QColor
    spark: QColor

    def color(self, token: str) -> QColor:
        """Return the colour of a token by its name, like `muted`."""
        found: QColor = getattr(self, token)
        return found


def mix(front: QColor, back: QColor, share: float) -> QColor:
    """Return `share` (0 to 1) of one colour laid over another."""
    return QColor(
        *(
            round(share * above + (1 - share) * below)
            for above, below in zip(front.getRgb()[:3], back.getRgb()[:3], strict=True)  # type: ignore[index]  # typed as object
        )
    )


@functools.cache
def load_theme(is_dark: bool) -> Theme:
    """Return the light or the dark theme."""
    named = json.loads(paths.resource("themes/tokens.json").read_text("utf-8"))
    found = named["dark" if is_dark else "light"]
    tokens = {name: QColor(value) for name, value in found["tokens"].items()}
    surface, muted = tokens["surface"], tokens["muted"]
    tints = {f"tint_{state}": mix(tokens[state], surface, _TINT[is_dark]) for state in _STATES}
    return Theme(
        is_dark=is_dark,
        avatars=tuple(
            AvatarColors(QColor(pair["back"]), QColor(pair["ink"]))
            for pair in found["avatars"].values()
        ),
        **tokens,
        **tints,
        faint=mix(muted, tokens["window"], 0.60),
        accent_hover=mix(tokens["accent"], tokens["text"], 0.85),
        spark=mix(muted, surface, 0.72),
    )


def current() -> Theme:
    """Return the theme the program shows now; the light one before any was applied."""
    app = QApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    return found if isinstance(found, Theme) else load_theme(False)


def palette_of(theme: Theme) -> QPalette:
    """Return the palette: every role said, so that nothing of the system's shows through."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.window,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface,
        role.Button: theme.surface,
        role.ToolTipBase: theme.surface,
        role.Light: theme.surface,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.BrightText: theme.text,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.select,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
    }
    palette = QPalette()
    for where, color in colors.items():
        palette.setColor(where, color)
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, theme.faint)
    return palette


def style_sheet(theme: Theme, line_height: int = LEAST_LINE) -> str:
    """Return the one style sheet with the theme's colours in it.

    Args:
        line_height: of the system's font, in pixels; buttons and fields are 12 higher.

    Raises: AttributeError for a token that does not exist.
    """
    folder = paths.resource("themes")
    others = {
        "pictures": _as_url(folder / ("dark" if theme.is_dark else "light")),
        "line_height": f"{max(LEAST_LINE, line_height)}px",
    }

    def value(match: re.Match[str]) -> str:
        said = others.get(match[1])
        return theme.color(match[1]).name() if said is None else said

    return re.sub(r"@(\w+)", value, (folder / "theme.qss").read_text("utf-8"))


def _as_url(folder: Path) -> str:
    return folder.as_posix().replace('"', '\\"')


def apply(app: QApplication, theme: Theme) -> None:
    """Show the program in this theme: the palette first, then the one sheet."""
    if app.style().name() != "fusion" and not app.styleSheet():
        app.setStyle("Fusion")
    app.setProperty(_PROPERTY, theme)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme, QFontMetrics(app.font()).height()))


class Appearance(QObject):
    """Keeps the program light or dark as was chosen, or as the system changes.

    On desktops that tell nothing (`Qt.ColorScheme.Unknown`) the system's choice is light.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._theme: Theme | None = None
        self._tell_system()
        self._follow()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.installEventFilter(self)

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return current()

    def choose(self, choice: Choice) -> None:
        """Show the program as chosen, at once."""
        self._choice = choice
        self._tell_system()
        self._follow()

    def close(self) -> None:
        """Follow the system no longer; the program stays as it looks."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow)
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every text grow and shrink with the system's font."""
        if event.type() == QEvent.Type.ApplicationFontChange and watched is self._app:
            apply(self._app, self.theme)
            fonts.refresh(self._app)
        return False

    def _tell_system(self) -> None:
        # title bars and native dialogs follow where the platform can; elsewhere it does nothing
        hints = self._app.styleHints()
        if self._choice is Choice.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self._choice is Choice.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    @Slot()
    def _follow(self) -> None:
        is_dark = self._choice is Choice.DARK or (
            self._choice is Choice.SYSTEM
            and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        theme = load_theme(is_dark)
        if theme is self._theme:
            return
        self._theme = theme
        apply(self._app, theme)
        self.changed.emit()
