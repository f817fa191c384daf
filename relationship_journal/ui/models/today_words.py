"""What a card on Today says. Facts in, words out; no widgets."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from relationship_journal.domain import friendly
from relationship_journal.domain.calendar_names import weekday_name
from relationship_journal.domain.codes import Channel, Direction, channel_label
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import LineRow, TodayRow, TodayView
from relationship_journal.ui.models.number_words import number_begins, number_word
from relationship_journal.ui.models.timeline_words import first_name, from_label
from relationship_journal.ui.widgets.painting import State

_LONGEST_LINE = 400
_LONGEST_QUOTE = 280
_A_WEEK = 7
_MONTHS_FROM = 60


@dataclass(frozen=True, slots=True)
class ReasonLook:
    """Why a person is on Today: a word, an icon, and the token of a state's colour."""

    word: str
    icon: str
    color: str


def reason_look(reason: str) -> ReasonLook:
    """Return what the chip of a reason shows."""
    if reason == "follow_up":
        return ReasonLook(_("Follow up"), "bell", "accent")
    if reason == "date":
        return ReasonLook(_("Birthday"), "cake", "accent")
    state = {
        "reply": State.WROTE_TO_YOU,
        "promise": State.PROMISE_DUE,
        "post": State.PUBLISHED,
    }.get(reason, State.GOING_QUIET)
    return ReasonLook(state.word, state.icon, state.color)


def row_look(row: TodayRow) -> ReasonLook:
    """Return what the chip of a card shows; somebody who is back after a silence stands out."""
    if row.silent_days:
        state = State.BACK_AFTER_SILENCE
        return ReasonLook(state.word, state.icon, state.color)
    return reason_look(row.reason)


def page_sentence(view: TodayView) -> str:
    """Return the line below the day: "Five people, in the order they might like …"."""
    n = len(view.shown)
    if n == 0:
        return ""
    return ngettext(
        "{number} person might like to hear from you.",
        "{number} people, in the order they might like to hear from you.",
        n,
    ).format(number=number_begins(n))


def waiting_sentence(n: int) -> str:
    """Return how many are left for another day: "Three more can wait."."""
    if n == 0:
        return ""
    return ngettext("{number} more can wait.", "{number} more can wait.", n).format(
        number=number_begins(n)
    )


def card_line(row: TodayRow) -> str:
    """Return the one line of a closed card."""
    text = excerpt(one_line(row.text), _LONGEST_LINE)
    if row.reason == "reply":
        return _("“{text}”").format(text=text) if text else _("Waiting for your answer")
    if row.reason == "follow_up":
        return text or _("Follow up")
    if row.reason == "post":
        return _published(row, text)
    return text


def _published(row: TodayRow, title: str) -> str:
    said = (
        _("Published “{title}”").format(title=apart(title)) if title else _("Published something")
    )
    if not row.silent_days:
        return said
    return _("{said}, the first post in {span}").format(said=said, span=_span(row.silent_days))


def _span(days: int) -> str:
    if days >= _MONTHS_FROM:
        n = round(days / 30.4)
        return ngettext("{number} month", "{number} months", n).format(number=number_word(n))
    n = max(1, round(days / 7))
    return ngettext("{number} week", "{number} weeks", n).format(number=number_word(n))


def quoted(text: str) -> str:
    """Return what somebody wrote, between quotation marks and not too long; "" for nothing."""
    said = excerpt(text.strip(), _LONGEST_QUOTE)
    return _("“{text}”").format(text=said) if said else ""


def card_day(row: TodayRow, today: date) -> str:
    """Return what stands at the end of a closed card: "E-mail, Saturday", "since 2 Nov"."""
    if row.reason == "reply":
        day = spoken_day(row.since, today)
        if row.last_channel in {None, Channel.OTHER}:
            return day
        return _("{where}, {day}").format(where=channel_label(_channel(row)), day=day)
    if row.since >= today:
        return _("today")
    if row.reason in {"date", "post"}:
        return spoken_day(row.since, today)
    return _("since {day}").format(day=spoken_day(row.since, today))


def spoken_day(day: date, today: date) -> str:
    """Return a day as one says it: "yesterday", "Saturday" within a week, else "7 Nov"."""
    if 1 < (today - day).days < _A_WEEK:
        return weekday_name(day.weekday())
    return friendly.day_label(day, today)


def line_lead(line: LineRow, name: str) -> str:
    """Return who a line of the journal is from: "From Ana:", "Note:"."""
    who = _("Note") if line.direction is None else from_label(line.direction, first_name(name))
    return _("{who}:").format(who=who)


def line_text(line: LineRow) -> str:
    """Return a line of the journal; where nothing was written, it says so."""
    return excerpt(one_line(line.text), _LONGEST_LINE) or _("without words")


def line_icon(line: LineRow) -> str:
    """Return the icon of a line of the journal."""
    if line.direction is None:
        return "sticky-note"
    return "arrow-up-right" if line.direction is Direction.OUTGOING else "arrow-down-left"


def more_sentence(n: int) -> str:
    """Return that there are further reasons: "There are two more reasons."."""
    if n == 0:
        return ""
    return ngettext("There is {number} more reason.", "There are {number} more reasons.", n).format(
        number=number_begins(n).lower()
    )


def already(channel: Channel | None, direction: Direction | None, name: str) -> str:
    """Return what was written down today: "E-mail to Jonas Weber", "Comment from Ana"."""
    if direction is Direction.INCOMING:
        words = {
            Channel.COMMENT: _("Comment from {name}"),
            Channel.FORUM: _("Forum post from {name}"),
            Channel.MESSAGE: _("Page message from {name}"),
            Channel.EMAIL: _("E-mail from {name}"),
            Channel.DM: _("Direct message from {name}"),
            Channel.LINK: _("Link from {name}"),
            Channel.MENTION: _("Mentioned by {name}"),
            Channel.CALL: _("Call from {name}"),
            Channel.IN_PERSON: _("Met {name}"),
        }
        return words.get(channel or Channel.OTHER, _("{name} wrote")).format(name=apart(name))
    words = {
        Channel.COMMENT: _("Comment for {name}"),
        Channel.FORUM: _("Forum post for {name}"),
        Channel.MESSAGE: _("Page message to {name}"),
        Channel.EMAIL: _("E-mail to {name}"),
        Channel.DM: _("Direct message to {name}"),
        Channel.LINK: _("Link to {name}"),
        Channel.MENTION: _("Mentioned {name}"),
        Channel.CALL: _("Call with {name}"),
        Channel.IN_PERSON: _("Met {name}"),
    }
    return words.get(channel or Channel.OTHER, _("Wrote to {name}")).format(name=apart(name))


def spoken(row: TodayRow, today: date) -> str:
    """Return a closed card as it is read aloud."""
    parts = (row.name, row_look(row).word, card_line(row), card_day(row, today))
    return ", ".join(part for part in parts if part)


def moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return when a message came: "yesterday at 18:05"."""
    return friendly.moment_label(at, now, zone)


def _channel(row: TodayRow) -> Channel:
    return row.last_channel or Channel.OTHER
