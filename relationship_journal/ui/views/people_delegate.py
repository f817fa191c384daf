"""How a line of the People table is drawn."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from relationship_journal.services.rows import ContactListRow
from relationship_journal.ui import icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import next_words
from relationship_journal.ui.models.contact_table import ROW_ROLE
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.models.today_words import reason_look
from relationship_journal.ui.views.line_delegate import (
    Index,
    LineDelegate,
    mirrored,
    paint_person,
    paint_words,
)
from relationship_journal.ui.widgets import painting, sparkline

_TAG_GAP = 6
_ICON_GAP = 6


class PeopleDelegate(LineDelegate):
    """Draws avatar and name, quiet words, the chip of what is due, and outlined tags."""

    def paint_cell(self, painter: QPainter, box: QRect, index: Index, *, is_selected: bool) -> None:
        """Draw what stands in a cell; nothing for a person who is gone meanwhile."""
        row = index.data(ROW_ROLE)
        if row is None:
            return
        theme, column = themes.current(), Column(index.column())
        if column is Column.NAME:
            ink = theme.muted if row.is_put_away else theme.text
            paint_person(painter, box, row.id, row.name, ink)
        elif column is Column.NEXT:
            _paint_next(painter, box, row, index.data(), is_selected=is_selected)
        elif column is Column.FOLLOWS and row.weeks is not None:
            sparkline.paint_sparkline(painter, box, row.weeks, is_selected=is_selected)
        elif column is Column.TAGS:
            _paint_tags(painter, box, row.tags, is_selected=is_selected)
        else:
            is_spoken = column is Column.LAST_SPOKE and row.last_spoke_at is not None
            paint_words(painter, box, index.data(), theme.text if is_spoken else theme.muted)


def _paint_next(
    painter: QPainter, box: QRect, row: ContactListRow, text: str, *, is_selected: bool
) -> None:
    """Draw what is due as a chip, or what lies next in words."""
    if row.next_reason:
        look = reason_look(row.next_reason)
        painting.paint_chip(painter, box, text, look.icon, look.color, is_selected=is_selected)
        return
    theme, left, icon = themes.current(), box, next_words.next_icon(row)
    if icon:
        place = mirrored(box, QRect(box.x(), box.y(), icons.CHIP, box.height()))
        painting.paint_icon(painter, place, icon, theme.text, icons.CHIP)
        left = mirrored(box, box.adjusted(icons.CHIP + _ICON_GAP, 0, 0, 0))
    paint_words(painter, left, text, theme.text if next_words.is_planned(row) else theme.muted)


def _paint_tags(painter: QPainter, box: QRect, tags: tuple[str, ...], *, is_selected: bool) -> None:
    """Draw the tags that fit, and how many more there are."""
    left = box
    for number, tag in enumerate(tags):
        rest = len(tags) - number - 1
        more = f"+{rest}"
        needed = painting.tag_size(more).width() + _TAG_GAP if rest else 0
        if number and painting.tag_size(tag).width() + needed > left.width():
            painting.paint_tag(painter, left, f"+{rest + 1}", is_selected=is_selected)
            return
        place = mirrored(left, left.adjusted(0, 0, -needed, 0))
        drawn = painting.paint_tag(painter, place, tag, is_selected=is_selected)
        left = mirrored(left, left.adjusted(drawn.width() + _TAG_GAP, 0, 0, 0))
