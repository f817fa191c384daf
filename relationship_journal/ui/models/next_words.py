"""What the column Next says of a person: what is due, or what lies next. Facts in, words out."""

from datetime import date

from relationship_journal.domain import friendly
from relationship_journal.domain.next_up import NextKind
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import ContactListRow
from relationship_journal.ui.models.today_words import reason_look

_LONGEST = 200


def next_text(row: ContactListRow, today: date) -> str:
    """Return what stands in the cell: "Promise due", "Fri 27: reading list", "in 6 weeks"."""
    if row.next_reason:
        return reason_look(row.next_reason).word
    if row.next_kind == NextKind.MUTED:
        return _("Muted")
    if row.next_day is None:
        return _("No plan")
    if row.next_kind == NextKind.PAUSED:
        return _("Paused until {day}").format(day=friendly.day_label(row.next_day, today))
    day = friendly.ahead(row.next_day, today)
    if row.next_kind == NextKind.BIRTHDAY:
        return _("Birthday {day}").format(day=day)
    if row.next_kind in {NextKind.FOLLOW_UP, NextKind.PROMISE}:
        return _("{day}: {what}").format(day=day, what=apart(_what(row)))
    return day


def next_hint(row: ContactListRow, today: date) -> str:
    """Return what the tool tip tells: the full day, and what it is about."""
    what = _what(row)
    if row.next_day is None:
        return what
    day = friendly.full_date(row.next_day)
    if row.next_reason and row.next_day < today:
        day = _("since {day}").format(day=day)
    return _("{what}, {day}").format(what=apart(what), day=day) if what else day


def next_spoken(row: ContactListRow, today: date) -> str:
    """Return the cell as it is read aloud: it says that it is about keeping in touch."""
    text = next_text(row, today)
    if row.next_reason:
        # of a birthday and of going quiet the chip has said all
        said = _what(row) if row.next_reason in {"reply", "promise", "follow_up"} else ""
        return _("{chip}: {text}").format(chip=text, text=said) if said else text
    if row.next_kind == NextKind.KEEP_IN_TOUCH:
        return _("Keep in touch {day}").format(day=text)
    return text


def next_icon(row: ContactListRow) -> str:
    """Return the icon before the words, "" for none."""
    return "cake" if row.next_kind == NextKind.BIRTHDAY else ""


def is_planned(row: ContactListRow) -> bool:
    """Say whether the words are about a day that was set, not about a distance that is wished."""
    return row.next_kind in {NextKind.FOLLOW_UP, NextKind.PROMISE, NextKind.BIRTHDAY}


def _what(row: ContactListRow) -> str:
    said = excerpt(one_line(row.next_text), _LONGEST)
    if said:
        return said
    return (
        {
            NextKind.FOLLOW_UP: _("Follow up"),
            NextKind.BIRTHDAY: _("Birthday"),
            NextKind.KEEP_IN_TOUCH: _("Keep in touch"),
            NextKind.PAUSED: _("Paused"),
            NextKind.MUTED: _("Nothing reminds of them"),
        }.get(NextKind(row.next_kind), "")
        if row.next_kind
        else ""
    )
