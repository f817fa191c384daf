"""The lines of the command line, for a person: the name first, numbers second."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from relationship_journal.cli.output import visible
from relationship_journal.domain import friendly
from relationship_journal.domain.birthday import parse_birthday
from relationship_journal.domain.calendar_names import month_name
from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Outcome,
    channel_label,
    intent_label,
)
from relationship_journal.domain.repeat import parse_repeat, repeat_label
from relationship_journal.domain.when import local_day
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relationship_journal.services.following_rows import FeedRow
    from relationship_journal.services.rows import (
        ContactListRow,
        ContactRow,
        EntryRow,
        FollowUpRow,
        PromiseRow,
        TimelineRow,
    )

_INDENT = "  "


class Now:
    """The present, for saying how long ago something was."""

    def __init__(self, instant: datetime, zone: tzinfo) -> None:
        self.instant = instant
        self.zone = zone
        self.today = local_day(instant, zone)

    def last_spoke(self, at: datetime | None) -> str:
        """Return when somebody was last spoken to."""
        if at is None:
            return _("never spoken")
        ago = friendly.ago(local_day(at, self.zone), self.today)
        return _("last spoke {ago}").format(ago=ago)

    def due(self, day: date) -> str:
        """Return when somebody or something is due."""
        return _("due {when}").format(when=friendly.ahead(day, self.today))

    def moment(self, at: datetime) -> str:
        """Return a moment beside a line."""
        return friendly.moment_label(at, self.instant, self.zone)

    def day(self, day: date) -> str:
        """Return a day beside a line."""
        return friendly.day_label(day, self.today)


def named(name: str, contact_id: int) -> str:
    """Return a person with their id, as every line begins."""
    return _("{name} ({id})").format(name=name, id=contact_id)


def in_list(row: "ContactListRow", now: Now) -> str:
    """Return a person in one line."""
    parts = [named(row.name, row.id), now.last_spoke(row.last_spoke_at), row.circle]
    if row.due is not None:
        parts.append(now.due(row.due))
    if row.is_put_away:
        parts.append(_("put away"))
    if row.tags:
        parts.append(" ".join(f"#{tag}" for tag in row.tags))
    return ", ".join(parts)


def whole(
    row: "ContactRow",
    follow_ups: "Sequence[FollowUpRow]",
    promises: "Sequence[PromiseRow]",
    timeline: "Sequence[TimelineRow]",
    now: Now,
    *,
    approach: "Sequence[str]" = (),
    feeds: "Sequence[FeedRow]" = (),
) -> Iterator[str]:
    """Yield everything known of a person."""
    yield named(row.name, row.id)
    yield _INDENT + ", ".join(_state(row, now))
    for label, value in _facts(row):
        first, *rest = visible(value)
        yield _("  {label}: {value}").format(label=label, value=first)
        yield from (_INDENT * 2 + line for line in rest)
    yield from (_("  Approach: {line}").format(line=line) for line in approach if line)
    for feed in feeds:
        called = " ".join(visible(feed.title))
        yield _("  Followed: {feed}").format(feed=f"{called} ({feed.url})" if called else feed.url)
    if follow_ups:
        yield _("Follow-ups")
        for one in follow_ups:
            yield _INDENT + follow_up(one, now)
    if promises:
        yield _("Promises")
        for owed in promises:
            yield _INDENT + promise(owed, now)
    if timeline:
        yield _("Timeline")
        for line in timeline:
            yield from _in_timeline(line, now)


def _state(row: "ContactRow", now: Now) -> Iterator[str]:
    yield row.circle
    if row.cadence_days is not None:
        yield _("keep in touch: {cadence}").format(cadence=friendly.cadence_label(row.cadence_days))
    yield now.last_spoke(row.last_spoke_at)
    if row.due is not None:
        yield now.due(row.due)
    if row.is_put_away:
        yield _("put away")
    if row.is_muted:
        yield _("never remind")
    if row.paused_until is not None:
        yield _("paused until {day}").format(day=now.day(row.paused_until))
    if row.deleted_at is not None:
        yield _("in the bin")


def _facts(row: "ContactRow") -> Iterator[tuple[str, str]]:
    yield from ((_("Also"), one.value) for one in row.names)
    for label, text in ((_("Title"), row.title), (_("Organization"), row.organization)):
        if text:
            yield label, text
    yield from ((one.label or _("Profile"), one.url) for one in row.profiles)
    for kind, values in ((_("E-mail"), row.emails), (_("Telephone"), row.phones)):
        for one in values:
            yield kind, f"{one.value} ({one.label})" if one.label else one.value
    for address in row.addresses:
        parts = (
            address.street, address.extended, address.po_box, address.postal_code, address.city,
            address.region, address.country,
        )  # fmt: skip
        yield address.label or _("Address"), ", ".join(part for part in parts if part)
    if row.tags:
        yield _("Tags"), ", ".join(row.tags)
    if row.birthday:
        yield _("Birthday"), _birthday(row.birthday)
    if row.how_we_met:
        yield _("How you met"), row.how_we_met
    if row.introduced_by:
        yield _("Introduced by"), row.introduced_by
    yield from ((one.name, one.value) for one in row.custom)


def _birthday(text: str) -> str:
    birthday = parse_birthday(text)
    month = month_name(birthday.month)
    if birthday.year is None:
        return pgettext("date", "{day} {month}").format(day=birthday.day, month=month)
    return pgettext("date", "{day} {month} {year}").format(
        day=birthday.day, month=month, year=birthday.year
    )


def follow_up(row: "FollowUpRow", now: Now) -> str:
    """Return a follow-up in one line, with its id first: that is how it is answered."""
    parts = [f"{row.id}: " + now.day(row.due)]
    if row.at is not None:
        parts[0] += f" {row.at:%H:%M}"
    if row.text:
        parts.append(" ".join(visible(row.text)))
    if row.repeat:
        parts.append(repeat_label(parse_repeat(row.repeat)))
    return ", ".join(parts)


def promise(row: "PromiseRow", now: Now) -> str:
    """Return a promise in one line, with its id first."""
    line = f"{row.id}: " + " ".join(visible(row.text))
    return line if row.by is None else f"{line}, {now.due(row.by)}"


def entry(row: "EntryRow") -> str:
    """Return what an entry says, in one line: who wrote, where, why, the words and the link."""
    parts = [_("from them") if row.direction is Direction.INCOMING else _("from me")]
    if row.channel is not Channel.OTHER:
        parts.append(channel_label(row.channel))
    if row.intent is not None:
        parts.append(intent_label(row.intent))
    line = ", ".join(parts)
    said = " ".join(part for part in (*visible(row.text), row.url) if part)
    return f"{line}: {said}" if said else line


def _in_timeline(row: "TimelineRow", now: Now) -> Iterator[str]:
    first, *rest = visible(row.text)
    yield _INDENT + ": ".join(part for part in (_heading(row, now), first) if part)
    yield from (_INDENT * 2 + line for line in rest)
    if row.url:
        yield _INDENT * 2 + row.url


def _heading(row: "TimelineRow", now: Now) -> str:
    parts = [now.moment(row.at)]
    if row.kind == "note":
        parts.append(_("note"))
    elif row.kind == "follow_up":
        parts.append(_("follow-up, skipped") if row.outcome == "skipped" else _("follow-up, done"))
    elif row.kind == "promise":
        outcomes = {"kept": _("promise, kept"), "released": _("promise, released")}
        to_me = row.direction is Direction.INCOMING and not row.outcome
        parts.append(_("promised to me") if to_me else outcomes.get(row.outcome, _("promise")))
    elif row.kind == "post":
        parts.append(_("published"))
    else:
        parts.append(_("from them") if row.direction is Direction.INCOMING else _("from me"))
        if row.channel not in {None, Channel.OTHER}:
            parts.append(channel_label(Channel(row.channel)))
        if row.intent is not None:
            parts.append(intent_label(row.intent))
        if row.outcome:
            answered = row.outcome == Outcome.ANSWERED
            parts.append(_("answered") if answered else _("no answer"))
        if row.with_people:
            parts.append(_("with {names}").format(names=", ".join(row.with_people)))
    return ", ".join(parts)


def list_json(row: "ContactListRow", last_spoke: str | None) -> dict[str, Any]:
    """Return a person as `list` prints them; the keys are a contract."""
    return {
        "id": row.id,
        "name": row.name,
        "circle": row.circle,
        "tags": list(row.tags),
        "last_spoke": last_spoke,
        "due": row.due.isoformat() if row.due else None,
        "put_away": row.is_put_away,
    }
