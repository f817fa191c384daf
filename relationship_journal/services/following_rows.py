"""What the services of following hand out."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class FeedRow:
    """What is polled for what somebody publishes; `contact_id` None: comments on my own blog.

    `url` is as the user gave it; `url_now` where it moved for good, else the same. `state` is new
    until it was asked for, then ok, or what is wrong with it; `reason` says it in words.
    """

    id: int
    contact_id: int | None
    url: str
    url_now: str
    kind: str
    title: str
    author_filter: str
    is_own_network: bool
    site_url: str
    state: str
    reason: str
    errors: int
    next_at: datetime | None
    looked_at: datetime | None
    last_ok_at: datetime | None
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class PollRow:
    """A feed that may be asked for, with everything that is needed to ask politely.

    `circle_place` is 0 for the innermost, and for comments on my own blog; `gap_seconds` holds
    the last gaps between their posts, `newest_at` their newest post. `given_url` is as the user
    gave it; to its host the word counts that it may be a private one.
    """

    feed_id: int
    contact_id: int | None
    url: str
    is_own_network: bool
    circle_place: int
    state: str
    errors: int
    etag: str
    last_modified: str
    validators_at: datetime | None
    body_hash: str
    hints: str
    next_at: datetime | None
    looked_at: datetime | None
    last_ok_at: datetime | None
    failing_since: datetime | None
    moved_to: str
    moved_seen: int
    moved_first_at: datetime | None
    rediscovered_at: datetime | None
    site_url: str
    newest_at: datetime | None
    gap_seconds: tuple[float, ...]
    reason: str = ""
    given_url: str = ""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """What came of a reading: new posts or comments, and whether anything in it was known."""

    new_posts: int
    shares_something: bool
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class FetchResultRow:
    """How a feed stands after a round. `error` is a sentence, or None where nothing is wrong.

    `is_first`: it was read for the first time.
    """

    feed_id: int
    contact_id: int | None
    url: str
    state: str
    new_posts: int
    next_at: datetime | None
    error: str | None
    was_asked: bool = True
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class PostRow:
    """What somebody published. `at` is the moment it counts from."""

    id: int
    contact_id: int
    name: str
    feed_id: int
    title: str
    url: str
    excerpt: str
    site: str
    published: datetime | None
    first_seen: datetime
    at: datetime
    is_micro: bool
    is_backfill: bool
    is_in_basket: bool = False


@dataclass(frozen=True, slots=True)
class FollowingRow:
    """A person on the Following page.

    `weeks` counts their posts in each of the last 26 weeks, the oldest first; `newest` is None
    before they published anything that was seen.
    """

    contact_id: int
    name: str
    circle: str
    circle_place: int
    is_back: bool
    newest: PostRow | None
    more: int
    weeks: tuple[int, ...]
    silent_for: int | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SightingRow:
    """Somebody's comment. `nth` counts their comments on my blog, this one included.

    `contact_id` is whose it is, or whom it may be: `strength` name only asks. `is_answer`: it
    stands below a post of somebody else, after a comment of mine.
    """

    id: int
    contact_id: int | None
    contact_name: str
    name: str
    author_url: str
    url: str
    title: str
    excerpt: str
    strength: str
    at: datetime
    nth: int
    is_answer: bool
    is_backfill: bool
    is_settled: bool

    @property
    def asks(self) -> bool:
        """Say whether the user is to be asked whose it is."""
        return self.strength == "name" and self.contact_id is not None
