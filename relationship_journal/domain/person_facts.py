"""What Today needs to know of one person, as facts without a clock."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from relationship_journal.domain.birthday import Birthday


class Reason(StrEnum):
    """Why a person is on Today, in the order they rank."""

    REPLY = "reply"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    DATE = "date"
    POST = "post"
    QUIET = "quiet"


class How(StrEnum):
    """How a reason was answered without an entry; NEXT_POST: Later, until they publish again."""

    DONE = "done"
    SKIP = "skip"
    SNOOZE = "snooze"
    NEXT_POST = "next_post"


class Rhythm(StrEnum):
    """On which of their posts to turn to a person; DAYS: on each, and the days say when."""

    DAYS = ""
    SECOND_POST = "second_post"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Answer:
    """Done, Skip or Later, given at an instant.

    `reason` and `subject_id` (of the entry, promise or post) say to what; without them it is
    for all of the person's reasons but follow-ups. `until` belongs to Later.
    """

    how: How
    at: datetime
    reason: Reason | None = None
    subject_id: int | None = None
    until: datetime | None = None

    def is_for(self, reason: Reason, subject_id: int | None) -> bool:
        """Say whether it answers this reason."""
        return self.reason in {None, reason} and self.subject_id in {None, subject_id}


@dataclass(frozen=True, slots=True)
class OwedReply:
    """Their newest entry, when it is newer than mine."""

    entry_id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise neither kept nor released; `by` may be open."""

    id: int
    text: str
    by: date | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """A follow-up that is not closed; `due` is where a snooze has moved it."""

    id: int
    text: str
    due: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post from after they were followed. `at` is the moment it counts from."""

    id: int
    title: str
    url: str
    at: datetime
    is_micro: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What Today needs to know of one person. Instants are UTC.

    `cadence_days` and `cooldown_days` are those that hold for the person; `name_key` is the
    name as it sorts; `unanswered` counts my entries since their newest; `rests_until` is the
    end of the silence after an import; `congratulated_at` my newest congratulation; `post_times`
    are the moments of all their posts since they were followed, where the rhythm asks for them;
    `birthday_known_at` when the birthday was set, or None for as long as the person is there.
    `at_most` and `quiet_until` are the boundaries of their approach (`own_moments`: when I turned
    to them, where there is a number to keep to); until `making_up_until` only the follow-up
    `check_id`, promises and their own words come up.
    """

    contact_id: int
    name: str
    name_key: str
    circle_place: int
    cadence_days: int | None
    cooldown_days: int
    created_at: datetime
    counts_from: datetime
    rests_until: datetime | None = None
    last_spoke_at: datetime | None = None
    last_own_at: datetime | None = None
    congratulated_at: datetime | None = None
    unanswered: int = 0
    owed: OwedReply | None = None
    promises: tuple[OpenPromise, ...] = ()
    follow_ups: tuple[OpenFollowUp, ...] = ()
    birthday: Birthday | None = None
    birthday_known_at: datetime | None = None
    posts: tuple[NewPost, ...] = ()
    post_times: tuple[datetime, ...] = ()
    rhythm: Rhythm = Rhythm.DAYS
    answers: tuple[Answer, ...] = ()
    is_muted: bool = False
    paused_until: date | None = None
    is_put_away: bool = False
    at_most: int | None = None
    quiet_until: date | None = None
    own_moments: tuple[datetime, ...] = ()
    making_up_until: date | None = None
    check_id: int | None = None
