"""What a reminder says, in a notification, the program's own popup, the tray and the strip."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from relationship_journal.domain import friendly, web
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.domain.when import local_day
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui.models.number_words import number_word
from relationship_journal.ui.models.today_words import card_line, row_look

NAMED = 3
_LONGEST = 200


def title(rows: Sequence[TodayRow]) -> str:
    """Return who: the name, or how many people."""
    if len(rows) == 1:
        return one_line(rows[0].name)
    return ngettext("{n} person", "{n} people", len(rows)).format(n=len(rows))


def body(rows: Sequence[TodayRow], now: datetime, zone: tzinfo) -> str:
    """Return why and when one last spoke, in lines; of several people their names."""
    if len(rows) != 1:
        return names(rows)
    row, about = rows[0], what(rows[0])
    why = row_look(row).word
    why = _("{why}: {what}").format(why=why, what=about) if about else why
    return f"{why}\n{spoke(row, now, zone)}"


def what(row: TodayRow) -> str:
    """Return what it is about in one line; "" when the word of the reason says it all."""
    if row.reason in {"date", "quiet"}:
        return ""
    if row.reason == "post":
        return excerpt(one_line(row.post_title or row.text), _LONGEST)
    said = excerpt(card_line(row), _LONGEST)
    return "" if said == row_look(row).word else said


def published(row: TodayRow, now: datetime, zone: tzinfo) -> str:
    """Return where and when a post came: "quietgardens.example, yesterday at 18:05", or ""."""
    if row.post_at is None:
        return ""
    site = web.profile_from(row.post_url)[0] if row.post_url else ""
    parts = (site, friendly.moment_label(row.post_at, now, zone))
    return ", ".join(part for part in parts if part)


def spoke(row: TodayRow, now: datetime, zone: tzinfo) -> str:
    """Return when one last spoke: "Last spoke 16 days ago"."""
    if row.last_spoke_at is None:
        return _("Not spoken yet")
    day, today = local_day(row.last_spoke_at, zone), local_day(now, zone)
    return _("Last spoke {ago}").format(ago=friendly.ago(day, today))


def names(rows: Sequence[TodayRow]) -> str:
    """Return three names, and how many more: "Ana, Mara, Tom, and two more"."""
    comma = pgettext("between names", ", ")
    named = comma.join(apart(one_line(row.name)) for row in rows[:NAMED])
    return (
        named
        if len(rows) <= NAMED
        else _("{names}, and {more}").format(names=named, more=more(len(rows) - NAMED))
    )


def more(n: int) -> str:
    """Return how many are not named: "two more"."""
    return ngettext("{number} more", "{number} more", n).format(number=number_word(n))


def waiting(rows: Sequence[TodayRow]) -> str:
    """Return who waits: "3 people wait: Ana, Mara, Tom"."""
    return ngettext("{n} person waits: {names}", "{n} people wait: {names}", len(rows)).format(
        n=len(rows), names=names(rows)
    )


def spoken(rows: Sequence[TodayRow], now: datetime, zone: tzinfo) -> str:
    """Return a reminder as it is read aloud."""
    return f"{title(rows)}. {body(rows, now, zone)}"


def actions(rows: Sequence[TodayRow], visit: str = "") -> tuple[tuple[str, str], ...]:
    """Return what a notification offers: keys and words; `default` is a click on it.

    Args:
        rows: whom it is about.
        visit: what is said where the one person can be visited, or "".
    """
    if len(rows) != 1:
        return (("default", _("Open Today")), ("open", _("Open Today")))
    return (
        ("default", _("Open")),
        ("visit", visit) if visit else ("open", _("Open")),
        ("wrote", _("Wrote")),
        ("later", _("Later")),
        ("skip", _("Skip")),
    )


def later_choices() -> tuple[tuple[int, str], ...]:
    """Return how much later, in days and words."""
    return ((1, _("1 day")), (3, _("3 days")), (7, _("1 week")))


def day_in(days: int, now: datetime, zone: tzinfo) -> date:
    """Return the journal's day some days on."""
    return date.fromordinal(local_day(now, zone).toordinal() + days)
