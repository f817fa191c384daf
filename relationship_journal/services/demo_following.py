"""What the made-up people publish, who visits the made-up blog, and what is in the basket."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from relationship_journal.domain.codes import Channel, Intent
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.services.basket import Basket
from relationship_journal.services.demo_script import DemoPerson
from relationship_journal.services.entries import Entries
from relationship_journal.services.feed_posts import FeedPosts
from relationship_journal.services.following import Following
from relationship_journal.services.own_self import OwnSelf

MY_NAME = "Joan Applewhite"
_WEEKS = 26
_FEWEST_POSTS = 2
# who is followed, and every how many days they publish, near enough
_RHYTHMS = (4, 9, 16, 30, 45)
_NEW: Mapping[str, Sequence[tuple[float, str, str]]] = {
    "Ana Duarte": (
        (0.7, "On quiet gardens", "Moss asks for nothing but shade, and a wall nobody scrubs."),
        (4.0, "Seed lists for a small balcony", "Eleven pots, four seasons, and one chair."),
    ),
    "Mara Lind": ((2.1, "A chart of low water", "The ebb shows what the flood is built upon."),),
    "ليلى حداد": ((0.15, "The bakery at the end of the line", "Bread, and who waits for it."),),
    "Kwame Mensah": ((1.4, "A forum is a table", "Whoever lays it decides who sits."),),
    "山田 さくら": ((5.2, "Two tea bowls", "One was mended, and it is the better one."),),
    "Katarzyna Zając": ((3.3, "Margins", "What is left free holds the page together."),),
    "Delphine Aubert": (
        (2.6, "Neuf livres brefs", "Pour un train, un quai, un dimanche de pluie."),
    ),
}
_BACK = "ليلى حداد"
_SILENT_DAYS = 152
_SILENT_SITE = "Bogdan Ionescu"
_VISITS = (
    (12.0, "hedgewitch", "", "Reading for slow weeks", "Which of them would you begin with?"),
    (5.0, "hedgewitch", "", "Slow feeds", "I read mine on Sundays only."),
    (0.4, "hedgewitch", "", "Slow feeds", "And where do you find the moss?"),
    (0.9, "Priya", "Priya Raman", "Slow feeds", "The sidebar of mine is thinner now, thank you."),
)


class CanFollow(Protocol):
    """What is needed of an open journal for this."""

    @property
    def following(self) -> Following: ...  # noqa: D102
    @property
    def feed_posts(self) -> FeedPosts: ...  # noqa: D102
    @property
    def own_self(self) -> OwnSelf: ...  # noqa: D102
    @property
    def basket(self) -> Basket: ...  # noqa: D102
    @property
    def entries(self) -> Entries: ...  # noqa: D102


@dataclass(slots=True)
class _Clock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at


class DemoFollowing:
    """Follows the made-up people who publish.

    Args:
        core: the open journal.
        now: the present moment.
        ids: the people's ids by their names.
        chance: the same for everybody who looks on the same day.
    """

    def __init__(
        self, core: CanFollow, now: datetime, ids: Mapping[str, int], chance: random.Random
    ) -> None:
        self._clock = _Clock(now)
        self._now, self._ids, self._chance = now, ids, chance
        self._following = core.following.under(self._clock)
        self._posts = core.feed_posts.under(self._clock)
        self._self = core.own_self.under(self._clock)
        self._basket = core.basket.under(self._clock)
        self._entries = core.entries.under(self._clock)

    def live(self, people: Sequence[DemoPerson], my_blog: str) -> None:
        """Let half a year of posts come, and some visitors."""
        for person in people:
            is_there = not {"away", "binned"} & person.facts.keys()
            if person.posts and person.parts("at") and is_there:
                self._follow(person)
        self._visit(my_blog, {person.name: person for person in people})
        self._clock.at = self._now
        for name in ("Mara Lind", "Kwame Mensah"):
            post = self._following.posts(self._ids[name], limit=1)[0]
            self._basket.add(post.id)

    def _follow(self, person: DemoPerson) -> None:
        name, site = person.name, person.parts("at")[0]
        new = _NEW.get(name, ())
        old = self._old(person)
        if len(old) < _FEWEST_POSTS and not new:
            return
        feed = self._read(
            person, lambda: self._following.follow(self._ids[name], f"{site}/feed"), old
        )
        self._clock.at = self._now
        entries = [
            _entry(site, title, self._now - timedelta(days=days), said) for days, title, said in new
        ]
        if entries:
            self._posts.store(feed, ParsedFeed("rss", tuple(entries), title=name))
        self._note(feed, is_silent=name == _SILENT_SITE)

    def _read(self, person: DemoPerson, follow: Callable[[], int], old: list[ParsedEntry]) -> int:
        """Follow somebody, and read what is there; the first reading makes no reminder."""
        self._clock.at = self._now - timedelta(days=11)
        feed = follow()
        self._posts.store(feed, ParsedFeed("rss", tuple(old), title=person.name))
        return feed

    def _old(self, person: DemoPerson) -> list[ParsedEntry]:
        """Return half a year of posts, at this person's rhythm."""
        rhythm = self._chance.choice(_RHYTHMS)
        days = float(_SILENT_DAYS if person.name == _BACK else 12 + self._chance.randint(0, rhythm))
        entries: list[ParsedEntry] = []
        site = person.parts("at")[0]
        coming = {title for _days, title, _said in _NEW.get(person.name, ())}
        titles = [title for title in person.posts if title not in coming]
        while titles and days < _WEEKS * 7:
            title = titles[len(entries) % len(titles)]
            if len(entries) >= len(titles):
                title = f"{title} ({len(entries) // len(titles) + 1})"
            entries.append(_entry(site, title, self._now - timedelta(days=days), ""))
            days += max(1, rhythm + self._chance.randint(-rhythm // 3, rhythm // 3))
        return entries

    def _note(self, feed: int, *, is_silent: bool) -> None:
        looked = self._now - timedelta(minutes=8)
        soon = self._now + timedelta(days=6)
        if is_silent:
            self._posts.keep_state(
                feed, state="missing", reason="404", errors=6, looked_at=looked, next_at=soon,
                failing_since_at=self._now - timedelta(days=16),
            )  # fmt: skip
        else:
            self._posts.keep_state(
                feed, state="ok", looked_at=looked, last_ok_at=looked, next_at=soon
            )

    def _visit(self, my_blog: str, people: Mapping[str, DemoPerson]) -> None:
        self._clock.at = self._now - timedelta(days=30)
        self._self.set_names([MY_NAME])
        blog = self._self.add_blog(my_blog)
        if blog.feed_id is None:
            return
        self._posts.store(blog.feed_id, ParsedFeed("rss"))
        entries = []
        for number, (days, name, whose, title, said) in enumerate(_VISITS):
            site = people[whose].parts("at")[0] if whose else ""
            entries.append(
                ParsedEntry(
                    guid=f"{my_blog}/#comment-{number}",
                    link=f"{my_blog}/{title.lower().replace(' ', '-')}#comment-{number}",
                    title=f"Comment on {title} by {name}",
                    author=name,
                    author_url=site,
                    published=self._now - timedelta(days=days),
                    excerpt=said,
                )
            )
            self._clock.at = self._now - timedelta(days=days)
            self._posts.store(blog.feed_id, ParsedFeed("rss", tuple(entries)))
        self._clock.at = self._now - timedelta(days=0.8)
        self._entries.write_down(
            [self._ids["Priya Raman"]],
            "Told her that hers is the better sidebar now.",
            channel=Channel.COMMENT,
            intent=Intent.THANKS,
            url=f"{my_blog}/slow-feeds",
        )
        self._clock.at = self._now
        self._note(blog.feed_id, is_silent=False)


def _entry(site: str, title: str, at: datetime, said: str) -> ParsedEntry:
    address = f"{site}/{'-'.join(title.lower().split())}"
    return ParsedEntry(guid=address, link=address, title=title, published=at, excerpt=said)
