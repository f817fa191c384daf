"""What services hand out: frozen facts, with nothing lazy or savable in them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from relationship_journal.domain.changes import Changes as Changes  # noqa: PLC0414  views take it from here
from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome, Prompted


@dataclass(frozen=True, slots=True)
class CircleRow:
    """How close: a name, a cadence in days (None: no plan), a cooldown in days, a place."""

    id: int
    name: str
    cadence_days: int | None
    cooldown_days: int
    place: int


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """An e-mail address or a telephone number."""

    id: int
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A further name of a contact; kind is `nickname`, `former`, `pen` or `other`."""

    id: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class AddressRow:
    """A postal address."""

    id: int
    label: str
    street: str
    extended: str
    po_box: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A place on the web where they live."""

    id: int
    url: str
    site: str
    handle: str
    label: str


@dataclass(frozen=True, slots=True)
class CustomRow:
    """A field of the user's own."""

    id: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ContactListRow:
    """One line of the People table.

    `next_reason` is why they are on Today, in the codes of `person_facts.Reason`, or "" when
    nothing is due; then `next_kind`, in those of `next_up.NextKind`, `next_day` and `next_text`
    say what lies next. `weeks` counts their posts in each of the last 26 weeks, None for who is
    not followed. Only `People.rows_with_next` fills these.
    """

    id: int
    name: str
    circle: str
    tags: tuple[str, ...]
    last_spoke_at: datetime | None
    due: date | None
    is_put_away: bool
    organization: str = ""
    created_at: datetime | None = None
    next_reason: str = ""
    next_kind: str = ""
    next_day: date | None = None
    next_text: str = ""
    weeks: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact, whole. Birthday is `YYYY-MM-DD` or `--MM-DD`, or "" when not known.

    `cadence_days`: None as the circle says, 0 no plan for this person, else days; `rhythm` is a
    code of `person_facts.Rhythm`.
    """

    id: int
    uid: str
    name: str
    given_name: str
    family_name: str
    additional_name: str
    name_prefix: str
    name_suffix: str
    organization: str
    title: str
    birthday: str
    how_we_met: str
    introduced_by_id: int | None
    introduced_by: str
    circle_id: int
    circle: str
    cadence_days: int | None
    is_muted: bool
    paused_until: date | None
    is_put_away: bool
    deleted_at: datetime | None
    last_spoke_at: datetime | None
    due: date | None
    created_at: datetime
    updated_at: datetime
    names: tuple[NameRow, ...] = ()
    emails: tuple[LabelledRow, ...] = ()
    phones: tuple[LabelledRow, ...] = ()
    addresses: tuple[AddressRow, ...] = ()
    profiles: tuple[ProfileRow, ...] = ()
    tags: tuple[str, ...] = ()
    custom: tuple[CustomRow, ...] = ()
    has_photo: bool = False
    rhythm: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A free note (Markdown)."""

    id: int
    contact_id: int
    text: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A journal entry: one dated exchange, with one person or several.

    `prompted` is of their mention of me: whether I had asked for it, as far as that is known.
    """

    id: int
    contact_ids: tuple[int, ...]
    direction: Direction
    channel: Channel
    intent: Intent | None
    text: str
    url: str
    at: datetime
    outcome: Outcome = Outcome.UNKNOWN
    prompted: Prompted = Prompted.UNKNOWN


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A dated next step for one person.

    `due` is the day it asks for attention now (a snooze moves it), `day` the repeat's own day,
    `at` a time of day or None, `repeat` a rule as it is typed, or "".
    """

    id: int
    contact_id: int
    name: str
    text: str
    day: date
    due: date
    at: time | None
    repeat: str
    from_completion: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """Something I owe a person, or they owe me; `by` is the day it is due, or None.

    `entry_id` is the entry it was made in; `told_at` when they were told that it is kept.
    """

    id: int
    contact_id: int
    text: str
    by: date | None
    made_at: datetime
    is_open: bool
    is_mine: bool = True
    entry_id: int | None = None
    told_at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the journal, as a card shows it."""

    at: datetime
    text: str
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A person on Today: who, why, since when, and the last two lines of the journal.

    `reason` is reply, promise, follow_up, date, post or quiet; `id` is of the entry, promise,
    follow-up or post, None for date and quiet; `more` counts the further reasons; `key` stays
    the same as long as it is the same thing to be reminded of. `post_id`, `post_title` and
    `post_url` are of the post, where that is the reason, and `post_at` when it came;
    `silent_days` how long they had been silent before, 0 unless it is a return after a silence.
    """

    contact_id: int
    name: str
    circle: str
    reason: str
    id: int | None
    since: date
    text: str
    more: int
    key: str
    last_spoke_at: datetime | None
    last_channel: Channel | None
    lines: tuple[LineRow, ...] = ()
    url: str = ""
    post_id: int | None = None
    post_title: str = ""
    post_url: str = ""
    post_at: datetime | None = None
    silent_days: int = 0


@dataclass(frozen=True, slots=True)
class TodayView:
    """What Today shows, how many more can wait, and who was answered today already.

    `offers_to_pick_up`: the user was away for 14 days or more and much fell due.
    """

    day: date
    shown: tuple[TodayRow, ...]
    waiting: int
    answered: tuple[str, ...] = ()
    offers_to_pick_up: bool = False


@dataclass(frozen=True, slots=True)
class AheadRow:
    """Something on a coming day; kind is follow_up, promise, birthday or keep_in_touch.

    `id` is of the follow-up or promise, None for the others, which follow from what is known.
    """

    kind: str
    id: int | None
    contact_id: int
    name: str
    day: date
    at: time | None
    text: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of a person's timeline; kind is note, entry, follow_up, promise or post.

    `text` of a follow_up or promise is what was to be done; `outcome` is done, skipped, kept,
    released or "" (still open), of an entry answered, no_answer or "" (not known), of a post
    moved_on (more comments since I wrote there) or "". The direction of a promise is incoming when
    they owe it.
    `with_people` names the others in an entry with several people.
    """

    kind: str
    id: int
    at: datetime
    text: str
    direction: Direction | None = None
    channel: Channel | None = None
    intent: Intent | None = None
    url: str = ""
    outcome: str = ""
    with_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One hit; kind is contact, note, entry or post."""

    kind: str
    id: int
    contact_id: int
    name: str
    snippet: str


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted contact that can still be brought back."""

    id: int
    name: str
    deleted_at: datetime
    goes_at: datetime


@dataclass(frozen=True, slots=True)
class GoesWith:
    """What would be lost with a contact that is deleted for good; `promises` are open ones."""

    notes: int
    entries: int
    follow_ups: int
    profiles: int
    promises: int = 0
