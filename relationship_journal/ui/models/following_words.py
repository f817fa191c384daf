"""The words of the Following page: a person's newest post, what came before, and how long ago."""

from datetime import date, tzinfo

from relationship_journal.domain import fetch_words, friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.following_details import DetailRow, RhythmRow
from relationship_journal.services.following_rows import FeedRow, FollowingRow, PostRow
from relationship_journal.ui.models import link_words
from relationship_journal.ui.models.rhythm_words import rhythm

_MUCH = 3
_TITLE = 120
_WEEK, _MONTH, _YEAR = 14, 61, 730


def head(count: int) -> str:
    """Return the sentence beside the page's title; it says the order."""
    people = ngettext("{n} person", "{n} people", count).format(n=count)
    return _("{people}, back after a silence first, then by circle and newest").format(
        people=people
    )


def title(post: PostRow | None) -> str:
    """Return what a post is called, its beginning where it has no title."""
    if post is None:
        return _("Nothing published yet that was seen")
    return excerpt(one_line(post.title or post.excerpt), _TITLE) or post.url


def below(row: FollowingRow, detail: DetailRow, today: date, zone: tzinfo) -> str:
    """Return the quieter line: a silence that ended, how many more, or the post before."""
    if row.newest is None:
        return _("Everything they publish from now on will stand here")
    if row.is_back and detail.silent_days is not None and detail.usual_days is not None:
        return _("After {silence}. Usual gap: {gap}.").format(
            silence=span(detail.silent_days), gap=span(max(1, detail.usual_days))
        )
    more = row.weeks[-1] - 1
    if more + 1 >= _MUCH:
        return ngettext("{n} more this week", "{n} more this week", more).format(n=more)
    if detail.before_at is None:
        return ""
    day = whens.local_day(detail.before_at, zone)
    before = excerpt(one_line(detail.before_title), _TITLE)
    return _("{title}, {age}").format(title=apart(before), age=friendly.ago(day, today))


def age(row: FollowingRow, today: date) -> str:
    """Return how long ago they published."""
    return friendly.ago(row.last_day, today) if row.last_day is not None else ""


def spoken(row: FollowingRow, detail: DetailRow, today: date, zone: tzinfo) -> str:
    """Return a whole line as a screen reader says it."""
    back = _("Back after silence") if row.is_back else ""
    in_basket = _("in the mention basket") if row.newest and row.newest.is_in_basket else ""
    parts = (
        row.name,
        back,
        title(row.newest),
        age(row, today),
        in_basket,
        below(row, detail, today, zone),
        rhythm(row.weeks),
    )
    return ", ".join(part.rstrip(".") for part in parts if part)


def span(days: int) -> str:
    """Return a number of days in words one would say: 5 days, 2 weeks, 5 months."""
    if days < _WEEK:
        return ngettext("{n} day", "{n} days", max(1, days)).format(n=max(1, days))
    if days < _MONTH:
        return ngettext("{n} week", "{n} weeks", days // 7).format(n=days // 7)
    if days < _YEAR:
        return ngettext("{n} month", "{n} months", days // 30).format(n=days // 30)
    return ngettext("{n} year", "{n} years", days // 365).format(n=days // 365)


def trouble(feed: FeedRow) -> str:
    """Return what is wrong with a feed as a sentence, "" where nothing is."""
    if feed.state in {"new", "ok"} and not feed.errors:
        return ""
    return fetch_words.sentence(feed.reason) or _("It cannot be read.")


def feed_name(feed: FeedRow) -> str:
    """Return what a feed is called: its kind where that says most, else its title or address."""
    address = feed.url.partition("://")[2].rstrip("/")
    title = excerpt(one_line(feed.title), 80) or address
    return link_words.with_kind(feed.kind, title)


def rhythm_sentence(rhythm: RhythmRow, today: date, zone: tzinfo) -> str:
    """Return how often somebody publishes, and when they did last."""
    if rhythm.last_at is None:
        return _("Nothing published yet that was seen.")
    last = friendly.ago(whens.local_day(rhythm.last_at, zone), today)
    if rhythm.usual_days is None:
        return _("Last post {when}.").format(when=last)
    usual = span(max(1, rhythm.usual_days))
    return _("Usually a post every {span}. Last post {when}.").format(span=usual, when=last)


def drawer(links: int, sources: int) -> str:
    """Return what the drawer holds."""
    parts = []
    if links:
        parts.append(ngettext("{n} link in the basket", "{n} links in the basket", links))
    if sources:
        parts.append(ngettext("{n} source needs a look", "{n} sources need a look", sources))
    counts = [one for one in (links, sources) if one]
    said = (part.format(n=n) for part, n in zip(parts, counts, strict=True))
    return _(", ").join(said)


def source(feed: FeedRow, name: str, today: date, zone: tzinfo) -> str:
    """Return the line of a source that needs a look."""
    address = feed.url.partition("://")[2].rstrip("/")
    since = ""
    if feed.failing_since is not None:
        day = whens.local_day(feed.failing_since, zone)
        since = friendly.day_label(day, today)
    said = trouble(feed) or _("It cannot be read.")
    if since:
        return _("{name}, {address}: {reason} Since {when}.").format(
            name=apart(name), address=address, reason=said, when=since
        )
    return _("{name}, {address}: {reason}").format(name=apart(name), address=address, reason=said)
