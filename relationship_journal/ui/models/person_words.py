"""What the person page says of a person, in sentences. No widgets; facts in, words out."""

import re
from datetime import date, datetime, tzinfo

from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain import friendly, schedule
from relationship_journal.domain import when as whens
from relationship_journal.domain.calendar_names import month_name, month_named
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.domain.text import fold, one_line
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext
from relationship_journal.services.rows import (
    AddressRow,
    CircleRow,
    ContactRow,
    FollowUpRow,
)
from relationship_journal.ui.models.timeline_words import first_name

_DAY_AND_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>[^\W\d]+)\.?"
    r"|(?P<month2>[^\W\d]+)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?\.?)"
    r"(?:,? (?P<year>\d{3,4}))?"
)


def _where(channel: Channel | None) -> str:
    """Return the end of "Last spoke 16 days ago, on the forum", or ""."""
    if channel is None:
        return ""
    return {
        Channel.COMMENT: _("in a blog comment"),
        Channel.FORUM: _("on the forum"),
        Channel.MESSAGE: _("in a page message"),
        Channel.EMAIL: _("by e-mail"),
        Channel.DM: _("in a direct message"),
        Channel.LINK: _("by a link"),
        Channel.MENTION: _("in a mention"),
        Channel.CALL: _("on a call"),
        Channel.IN_PERSON: _("in person"),
        Channel.OTHER: "",
    }[channel]


def circle_sentence(circle: CircleRow) -> str:
    """Return how close somebody is: "Inner circle." A circle without a plan says its name only."""
    if circle.cadence_days is None:
        return _("{circle}.").format(circle=circle.name)
    return _("{circle} circle.").format(circle=circle.name)


def last_spoke_sentence(
    last_spoke_at: datetime | None, channel: Channel | None, now: datetime, zone: tzinfo
) -> str:
    """Return "Last spoke 16 days ago, on the forum." or "Not spoken yet."."""
    if last_spoke_at is None:
        return _("Not spoken yet.")
    ago = friendly.ago(whens.local_day(last_spoke_at, zone), whens.local_day(now, zone))
    where = _where(channel)
    if not where:
        return _("Last spoke {ago}.").format(ago=ago)
    return _("Last spoke {ago}, {where}.").format(ago=ago, where=where)


def known_since_sentence(contact: ContactRow, zone: tzinfo) -> str:
    """Return "Known since March 2023, through Ana."."""
    day = whens.local_day(contact.created_at, zone)
    since = pgettext("date", "{month} {year}").format(month=month_name(day.month), year=day.year)
    if contact.introduced_by:
        through = first_name(contact.introduced_by)
        return _("Known since {month}, through {name}.").format(month=since, name=through)
    return _("Known since {month}.").format(month=since)


def reminders_sentence(contact: ContactRow, today: date) -> str:
    """Return what keeps reminders away, or ""."""
    if contact.is_put_away:
        return _("Put away.")
    if contact.is_muted:
        return _("Never reminded of.")
    if schedule.is_paused(contact.paused_until, today) and contact.paused_until is not None:
        until = friendly.day_label(contact.paused_until, today)
        return _("Paused until {day}.").format(day=until)
    return ""


def keep_in_touch_label(contact: ContactRow, circle: CircleRow) -> str:
    """Return what the Keep in touch button says: "About every 3 weeks"."""
    if contact.rhythm:
        return rhythm_label(contact.rhythm)
    days = schedule.cadence_of(contact.cadence_days, circle.cadence_days)
    return sentence_case(friendly.cadence_label(days))


def rhythm_label(code: str) -> str:
    """Return on which of their posts to turn to somebody: "On every second post"."""
    labels = {
        Rhythm.SECOND_POST.value: _("On every second post"),
        Rhythm.MONTHLY.value: _("About monthly, at a post"),
    }
    return labels.get(code, _("On every post"))


def follow_up_day(row: FollowUpRow, today: date) -> str:
    """Return when a follow-up is due, beside its line: "Fri 27", "yesterday", "9:30"."""
    label = friendly.day_label(row.due, today)
    if row.at is None:
        return label
    clock = pgettext("time", "{hour}:{minute:02}").format(hour=row.at.hour, minute=row.at.minute)
    return _("{day} at {time}").format(day=label, time=clock)


def sentence_case(text: str) -> str:
    """Return the text with its first letter as at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def name_kind(kind: str) -> str:
    """Return the word for a kind of further name."""
    kinds = {
        "nickname": _("Nickname"),
        "former": _("Former name"),
        "pen": _("Pen name"),
        "other": _("Other name"),
    }
    return kinds.get(kind, kind)


def address_text(address: AddressRow) -> str:
    """Return a postal address on one line."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = (
        address.po_box, address.extended, address.street, town, address.region, address.country,
    )  # fmt: skip
    return ", ".join(one_line(part) for part in parts if part)


def birthday_text(kept: str) -> str:
    """Return a birthday as it is kept in words: "21 May 1980", "29 February", or ""."""
    if not kept:
        return ""
    try:
        born = birthdays.parse_birthday(kept)
    except InvalidInput:
        return kept
    month = month_name(born.month)
    if born.year is None:
        return pgettext("date", "{day} {month}").format(day=born.day, month=month)
    return pgettext("date", "{day} {month} {year}").format(
        day=born.day, month=month, year=born.year
    )


def birthday_typed(text: str) -> str:
    """Return what is kept of a birthday as typed: "21 May", "May 21, 1980", or as it is kept.

    Anything else is returned as it was typed, for the service to refuse in its own words.
    """
    match = _DAY_AND_MONTH.fullmatch(fold(text))
    month = month_named(match["month"] or match["month2"]) if match else None
    if match is None or month is None:
        return one_line(text)
    year = f"{int(match['year']):04}" if match["year"] else "-"
    return f"{year}-{month:02}-{int(match['day'] or match['day2']):02}"
