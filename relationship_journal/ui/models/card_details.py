"""What the open card on Today says beyond its line: who they are, why now, where to answer."""

from dataclasses import dataclass
from datetime import date, datetime

from relationship_journal.core import Core
from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain import friendly, schedule
from relationship_journal.domain import repeat as repeats
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Direction, channel_label
from relationship_journal.domain.post_facts import ANSWERABLE
from relationship_journal.domain.target import MAIL, Target
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.following_rows import PostRow
from relationship_journal.services.rows import (
    CircleRow,
    ContactRow,
    EntryRow,
    LineRow,
    TodayRow,
)
from relationship_journal.ui.models import person_words, today_words
from relationship_journal.ui.models.number_words import number_begins
from relationship_journal.ui.models.opening_words import as_whom

_LONGEST_TITLE = 280
_LONGEST_OTHER = 60
_LONGEST_BEGINNING = 160
_MOST_OTHERS = 30


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is answered: what is opened, and what the button says, in full or brief."""

    target: Target
    text: str
    icon: str
    brief: str = ""


@dataclass(frozen=True, slots=True)
class CardDetails:
    """The texts of an open card; `address` is None where none is known, `said` a post's start.

    `approach`: how they are turned to, and what not to do, a line each.
    """

    sentence: str
    title: str
    detail: str
    lines: tuple[LineRow, ...]
    address: Address | None
    said: str = ""
    approach: tuple[str, ...] = ()


def details_of(core: Core, row: TodayRow) -> CardDetails:
    """Return what the open card of a person says.

    Raises: NotFound when the person is gone meanwhile.
    """
    contact = core.contacts.whole(row.contact_id)
    circle = core.circles.get(contact.circle_id)
    entry = _entry(core, row)
    now = core.clock()
    spoke = person_words.last_spoke_sentence(row.last_spoke_at, row.last_channel, now, core.zone)
    title, detail = _reason(core, row, contact, circle, entry)
    # of a post's further ones the box says it
    more = today_words.more_sentence(row.more if row.reason != "post" else 0)
    lines = row.lines
    if entry is not None and lines and _is_the_same(lines[0], entry) and entry.text.strip():
        lines = lines[1:]  # the box above says it already, in full
    return CardDetails(
        sentence=f"{person_words.circle_sentence(circle)} {spoke}",
        title=excerpt(title, _LONGEST_TITLE),
        detail=" ".join(part for part in (detail, more) if part),
        lines=lines,
        address=_address(core, row, contact, entry),
        said=_beginning(core, row),
        approach=tuple(line for line in core.approach.of_person(contact.id).lines if line),
    )


def _entry(core: Core, row: TodayRow) -> EntryRow | None:
    if row.reason != "reply" or row.id is None:
        return None
    try:
        return core.entries.get(row.id)
    except NotFound:  # deleted elsewhere meanwhile
        return None


def _is_the_same(line: LineRow, entry: EntryRow) -> bool:
    return line.direction is Direction.INCOMING and line.at == entry.at


def _reason(
    core: Core, row: TodayRow, contact: ContactRow, circle: CircleRow, entry: EntryRow | None
) -> tuple[str, str]:
    """Return the two lines of the box that says why."""
    today = whens.local_day(core.clock(), core.zone)
    if row.reason == "reply":
        return _reply(core, row, entry)
    if row.reason == "promise":
        return row.text, _promised(core, row, today)
    if row.reason == "follow_up":
        return row.text or _("Follow up"), _planned(core, row, today)
    if row.reason == "post":
        return row.post_title or _("A post without a title"), _published(core, row)
    if row.reason == "date":
        return _birthday(contact, row.since), friendly.heading(row.since, today)
    days = schedule.cadence_of(contact.cadence_days, circle.cadence_days)
    title = _("Keep in touch {cadence}").format(cadence=friendly.cadence_label(days))
    if row.since >= today:
        return title, _("That is today.")
    since = today_words.spoken_day(row.since, today)
    return title, _("Going quiet since {day}.").format(day=since)


def _reply(core: Core, row: TodayRow, entry: EntryRow | None) -> tuple[str, str]:
    title = today_words.quoted(row.text) or _("They wrote to you")
    if entry is None:
        return title, ""
    when = friendly.moment_label(entry.at, core.clock(), core.zone)
    if entry.channel is Channel.OTHER:
        return title, _("{when}.").format(when=person_words.sentence_case(when))
    return title, _("{where}, {when}.").format(where=channel_label(entry.channel), when=when)


def _promised(core: Core, row: TodayRow, today: date) -> str:
    if row.id is None:
        return ""
    try:
        promise = core.promises.get(row.id)
    except NotFound:
        return ""
    made = _on(whens.local_day(promise.made_at, core.zone), today)
    if promise.by is None:
        return _("Promised {day}, without a day.").format(day=made)
    by = today_words.spoken_day(promise.by, today)
    return _("Promised {made}, for {day}.").format(made=made, day=by)


def _on(day: date, today: date) -> str:
    """Return a day after a verb: "yesterday", "on Saturday"."""
    said = today_words.spoken_day(day, today)
    return said if (today - day).days < 2 else _("on {day}").format(day=said)


def _planned(core: Core, row: TodayRow, today: date) -> str:
    due = _("Planned for {day}.").format(day=today_words.spoken_day(row.since, today))
    if row.id is None:
        return due
    try:
        follow_up = core.follow_ups.get(row.id)
    except NotFound:
        return due
    if not follow_up.repeat:
        return due
    again = repeats.repeat_label(repeats.parse_repeat(follow_up.repeat))
    return f"{due} {person_words.sentence_case(again)}."


def _beginning(core: Core, row: TodayRow) -> str:
    if row.post_id is None:
        return ""
    try:
        said = one_line(core.following.post(row.post_id).excerpt)
    except NotFound:
        return ""
    return "" if said.startswith(row.post_title) else excerpt(said, _LONGEST_BEGINNING)


def _published(core: Core, row: TodayRow) -> str:
    """Return where and when it was published, and which other posts wait."""
    if row.post_id is None:
        return ""
    try:
        post = core.following.post(row.post_id)
    except NotFound:
        return ""
    when = friendly.moment_label(post.at, core.clock(), core.zone)
    parts = (post.site, when)
    said = _("{where}.").format(where=", ".join(part for part in parts if part))
    others = [one for one in _others(core, row, post.at) if one.id != post.id]
    if not others:
        return said
    title = excerpt(others[0].title or others[0].excerpt, _LONGEST_OTHER)
    n = len(others)
    more = ngettext("One more: “{title}”.", "{number} more, among them “{title}”.", n)
    return f"{said} {more.format(number=number_begins(n), title=apart(title))}"


def _others(core: Core, row: TodayRow, at: datetime) -> list[PostRow]:
    """Return the other posts that wait, the newest first."""
    since = at - ANSWERABLE
    own = core.contacts.last_own_at(row.contact_id)
    return [
        one
        for one in core.following.posts(row.contact_id, limit=_MOST_OTHERS)
        if not one.is_backfill and one.at > since and (own is None or one.at > own)
    ]


def _birthday(contact: ContactRow, day: date) -> str:
    try:
        age = birthdays.parse_birthday(contact.birthday).age_on(day)
    except InvalidInput:
        age = None
    if age is None or age < 1:
        return _("Birthday")
    return _("Birthday, {age} years").format(age=age)


def address_of(core: Core, row: TodayRow) -> Address | None:
    """Return where a person is answered, or None where no address is known.

    Raises: NotFound when the person is gone meanwhile.
    """
    return _address(core, row, core.contacts.whole(row.contact_id), _entry(core, row))


def _address(
    core: Core, row: TodayRow, contact: ContactRow, entry: EntryRow | None
) -> Address | None:
    """Return where to answer: their own words first, then the way they wrote, then their page."""
    if row.post_url:
        target = Target(row.post_url, contact.id, post_id=row.post_id, title=row.post_title)
        return _page(core, target, _("Open their post"))
    if entry is not None and entry.url:
        return _page(core, Target(entry.url, contact.id), _("Open what they wrote"))
    thread = _thread(core, row)
    if thread:
        return _page(core, Target(thread, contact.id), _("Open the thread"))
    mail = None
    if contact.emails:
        said = _("Reply by e-mail") if row.reason == "reply" else _("Write an e-mail")
        mail = Address(Target(f"{MAIL}{contact.emails[0].value}", contact.id), said, "mail")
    if mail is not None and row.last_channel is Channel.EMAIL:
        return mail
    if contact.profiles:
        first = contact.profiles[0]
        return _page(core, Target(first.url, contact.id, first.id), _("Open their page"))
    return mail


def _thread(core: Core, row: TodayRow) -> str:
    """Return where it was promised, where sorry was said, or the post that mine links to."""
    if row.id is None:
        return ""
    if row.reason == "promise":
        return core.promises.thread_of(row.id)
    if row.reason == "follow_up":
        told = core.mentions.told_by(row.id)
        return told.url if told is not None else core.sorry.thread_of(row.id)
    return ""


def _page(core: Core, target: Target, said: str) -> Address:
    """Return a page with what its button says: as whom, where that is known."""
    brief, full = as_whom(core, target)
    return Address(target, full or said, "external-link", brief or said)
