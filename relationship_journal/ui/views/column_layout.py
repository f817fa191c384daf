"""Which columns the People table shows, in which order and how wide; remembered between starts."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from relationship_journal.settings import Settings
from relationship_journal.ui.models.people_columns import GOES_WHEN_NARROW, Column, column_of
from relationship_journal.ui.views.line_delegate import AVATAR, AVATAR_GAP, PAGE_SIDE, SIDE
from relationship_journal.ui.views.line_header import LineHeader

SETTING = "people.columns"
_SAVE_AFTER = 400  # ms: a column being pulled tells of every pixel


class ColumnLayout(QObject):
    """Keeps the heads as the person wants them, as far as there is room.

    The last column takes what is left. Where there is too little, columns go in the order of
    `GOES_WHEN_NARROW`, and come back with the room; that is not remembered.

    Args:
        header: the heads, with their model.
        settings: where the wishes are kept.
    """

    changed = Signal()

    def __init__(self, header: LineHeader, settings: Settings) -> None:
        super().__init__(header)
        self._header = header
        self._settings = settings
        self._room = 0
        self._is_fitting = False
        self._wanted = {column for column in Column if column.is_shown_at_first}
        self._widths: dict[Column, int] = {}
        self._save_soon = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._save_soon.timeout.connect(self.save)
        self._restore(settings.get(SETTING, {}))
        header.sectionResized.connect(self._keep_width)
        header.sectionMoved.connect(self._keep_order)

    def is_wanted(self, column: Column) -> bool:
        """Say whether the person wants to see a column."""
        return column in self._wanted

    def want(self, column: Column, is_wanted: bool) -> None:
        """Show or hide a column from now on; the name stays."""
        if is_wanted or column is Column.NAME:
            self._wanted.add(column)
        else:
            self._wanted.discard(column)
        self.fit(self._room)
        self.save()

    def as_at_first(self) -> None:
        """Go back to the columns, widths and order of a new journal."""
        self._wanted = {column for column in Column if column.is_shown_at_first}
        self._widths.clear()
        self._move({})
        self.fit(self._room)
        self.save()

    def fit(self, room: int) -> None:
        """Share this many pixels among the columns."""
        self._room = room
        if room <= 0:
            return
        self._is_fitting = True
        shown = self._shown(room)
        for column in Column:
            self._header.setSectionHidden(column, column not in shown)
        left = room
        for column in shown[:-1]:
            width = self.width_of(column)
            self._header.resizeSection(column, width)
            left -= width
        self._header.resizeSection(shown[-1], max(left, self._least(shown[-1])))
        self._is_fitting = False
        self.changed.emit()

    def width_of(self, column: Column) -> int:
        """Return how wide a column wants to be, in pixels."""
        chosen = self._widths.get(column)
        if chosen is not None:
            return max(chosen, self._header.minimumSectionSize())
        metrics = QFontMetrics(QApplication.font())
        around = (
            SIDE * 2 + 4 + (PAGE_SIDE - SIDE + AVATAR + AVATAR_GAP if column is Column.NAME else 0)
        )
        return max(column.width, metrics.horizontalAdvance(column.sample) + around)

    def save_now(self) -> None:
        """Remember at once what was to be remembered soon."""
        if self._save_soon.isActive():
            self.save()

    @Slot()
    def save(self) -> None:
        """Remember the columns now."""
        self._save_soon.stop()
        order = [
            Column(self._header.logicalIndex(place)).key for place in range(self._header.count())
        ]
        self._settings.set(
            SETTING,
            {
                "order": order,
                "shown": [column.key for column in Column if column in self._wanted],
                "widths": {column.key: width for column, width in sorted(self._widths.items())},
            },
        )

    def _shown(self, room: int) -> list[Column]:
        order = [Column(self._header.logicalIndex(place)) for place in range(len(Column))]
        shown = [column for column in order if column in self._wanted]
        for column in GOES_WHEN_NARROW:
            if self._needed(shown) <= room:
                break
            if column in shown and len(shown) > 1:
                shown.remove(column)
        return shown

    def _needed(self, shown: list[Column]) -> int:
        return sum(self.width_of(column) for column in shown[:-1]) + self._least(shown[-1])

    def _least(self, column: Column) -> int:
        return min(column.least, self.width_of(column))

    def _restore(self, kept: Mapping[str, Any]) -> None:
        shown = kept.get("shown")
        if isinstance(shown, list):
            known = kept.get("order")
            # settings of an older version could not choose a column that was not there yet
            new = [
                column
                for column in Column
                if isinstance(known, list) and column.key not in known and column.is_shown_at_first
            ]
            self._wanted = {Column.NAME, *new} | {one for one in Column if one.key in shown}
        widths = kept.get("widths")
        if isinstance(widths, dict):
            for key, width in widths.items():
                column = column_of(key)
                if column is not None and isinstance(width, int) and 0 < width < 4000:
                    self._widths[column] = width
        self._move(kept)

    def _move(self, kept: Mapping[str, Any]) -> None:
        self._is_fitting = True
        order = kept.get("order")
        names = order if isinstance(order, list) else []
        found = [column_of(name) for name in names if isinstance(name, str)]
        wished = list(dict.fromkeys(column for column in found if column is not None))
        for column in Column:
            if column not in wished:  # also one that is newer than the settings
                before = Column(column - 1) if column else None
                wished.insert(wished.index(before) + 1 if before in wished else len(wished), column)
        for place, column in enumerate(wished):
            self._header.moveSection(self._header.visualIndex(column), place)
        self._is_fitting = False

    @Slot(int, int, int)
    def _keep_width(self, section: int, _old: int, new: int) -> None:
        if self._is_fitting or new <= 0:
            return
        if section != self._header.shown()[-1]:  # that one takes the rest
            self._widths[Column(section)] = new
            self._save_soon.start()
        self.fit(self._room)

    @Slot()
    def _keep_order(self) -> None:
        if not self._is_fitting:
            self.fit(self._room)
            self.save()
