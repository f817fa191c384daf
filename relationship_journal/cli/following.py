"""Commands on what people publish: follow, fetch, posts, sightings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result, visible
from relationship_journal.cli.parsing import Argument, Command, Given, Option, UsageError
from relationship_journal.cli.people import who
from relationship_journal.domain import text as texts
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.contact_json import instant_text

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.follow_link import FollowedRow
    from relationship_journal.services.following_rows import FetchResultRow, PostRow, SightingRow

_LONGEST_TITLE = 120


def commands() -> tuple[Command, ...]:
    """Return the commands on what people publish."""
    own_network = Option("--own-network", _("this one address may be a private one"))
    return (
        Command(
            "follow",
            _("learn when somebody publishes"),
            _follow,
            (who(), Argument("URL", _("a feed, a page, or @user@host"), values.needed)),
            (own_network,),
            more=_(
                "Of a page that names several feeds the likeliest is followed; all are listed. The "
                "first reading makes no reminder."
            ),
        ),
        Command(
            "fetch",
            _("look for new posts, comments and answers"),
            _fetch,
            (
                Argument(
                    "WHO", _("only these people; who is due when left out"), is_many=True,
                    is_needed=False,
                ),
            ),
            (Option("--all", _("everyone, due or not")),),
            check=_check_fetch,
            more=_(
                "Nobody is asked twice within ten minutes, and a site that wants to be left "
                "alone is."
            ),
        ),
        Command(
            "posts",
            _("what somebody published, or everyone"),
            _posts,
            (Argument("WHO", _("whose; everyone’s when left out"), is_needed=False),),
        ),
        Command(
            "sightings",
            _("who wrote on your blog, and who answered you"),
            _sightings,
            (),
            (
                Option("--blog", _("look at this blog of yours from now on"), "URL", values.line),
                Option("--comments", _("the feed of its comments"), "URL", values.line),
                own_network,
            ),
        ),
    )  # fmt: skip


def _follow(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    row = core.follow_link.follow(
        contact_id, given.text("URL"), is_own_network="--own-network" in given
    )
    value = {
        "feed_id": row.feed_id,
        "contact_id": row.contact_id,
        "url": row.url,
        "title": row.title,
        "candidates": [
            {"url": one.url, "title": one.title, "kind": one.kind} for one in row.candidates
        ],
    }
    return Result(value, _followed(core.contacts.name_of(contact_id), row))


def _followed(name: str, row: "FollowedRow") -> Iterator[str]:
    called = " ".join(visible(row.title)) or row.url
    yield _("You follow {name}: {feed}").format(name=words.named(name, row.contact_id), feed=called)
    if row.note:
        yield row.note
    for one in row.candidates[1:]:
        title = " ".join(visible(one.title))
        yield _("There is also: {feed}").format(feed=f"{title} {one.url}".strip())


def _check_fetch(given: Given) -> None:
    if "--all" in given and given.all("WHO"):
        raise UsageError(_("Give names or “--all”, not both."))


def _fetch(core: "Core", given: Given) -> Result:
    names = given.all("WHO")
    if names:
        found = core.fetching.fetch(sorted({core.contacts.find(str(name)) for name in names}))
    elif "--all" in given:
        found = core.fetching.fetch()
    else:
        found = core.fetching.fetch_due()
    return Result([_fetched(row) for row in found], _fetch_lines(core, found))


def _fetched(row: "FetchResultRow") -> dict[str, Any]:
    return {
        "feed_id": row.feed_id,
        "contact_id": row.contact_id,
        "url": row.url,
        "state": row.state,
        "new_posts": row.new_posts,
        "next_at": instant_text(row.next_at),
        "error": row.error,
    }


def _fetch_lines(core: "Core", found: list["FetchResultRow"]) -> Iterator[str]:
    if not found:
        yield _("Nothing is due.")
    for row in found:
        whose = core.contacts.name_of(row.contact_id) if row.contact_id else _("Your blog")
        news = ngettext("{n} new", "{n} new", row.new_posts).format(n=row.new_posts)
        if not row.was_asked:
            news = _("not asked now")
        yield _("{name}: {news}").format(name=whose, news=row.error or news) + f" ({row.url})"


def _posts(core: "Core", given: Given) -> Result:
    name = given.text("WHO")
    contact_id = core.contacts.find(name) if name else None
    found = core.following.posts(contact_id)
    return Result([_post(row) for row in found], _post_lines(core, found))


def _post(row: "PostRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "contact_id": row.contact_id,
        "title": row.title,
        "url": row.url,
        "published": instant_text(row.published),
        "first_seen": instant_text(row.first_seen),
        "excerpt": row.excerpt,
        "micro": row.is_micro,
        "backfill": row.is_backfill,
    }


def _post_lines(core: "Core", found: list["PostRow"]) -> Iterator[str]:
    now = words.Now(core.clock(), core.zone)
    for row in found:
        title = texts.excerpt(" ".join(visible(row.title or row.excerpt)), _LONGEST_TITLE)
        yield f"{row.name}, {now.moment(row.at)}: {title}"
        if row.url:
            yield f"  {row.url}"
    if not found:
        yield _("Nothing was published yet.")


def _sightings(core: "Core", given: Given) -> Result:
    if blog := given.text("--blog"):
        core.own_self.add_blog(
            blog, comments=given.text("--comments"), is_own_network="--own-network" in given
        )
    found = core.sightings.all()
    return Result([_sighting(row) for row in found], _sighting_lines(core, found))


def _sighting(row: "SightingRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "contact_id": row.contact_id,
        "name": row.name,
        "url": row.url,
        "title": row.title,
        "excerpt": row.excerpt,
        "at": instant_text(row.at),
        "nth": row.nth,
        "strength": row.strength or None,
        "answer": row.is_answer,
    }


def _sighting_lines(core: "Core", found: list["SightingRow"]) -> Iterator[str]:
    now = words.Now(core.clock(), core.zone)
    for row in found:
        said = texts.excerpt(" ".join(visible(row.excerpt)), _LONGEST_TITLE)
        place = _("answer") if row.is_answer else _("comment {n} here").format(n=row.nth)
        who_wrote = row.name
        if row.asks:
            who_wrote = _("{name} (your {contact}?)").format(
                name=row.name, contact=words.named(row.contact_name, row.contact_id or 0)
            )
        yield f"{who_wrote}, {place}, {now.moment(row.at)}: {said}"
    if not found:
        yield _("Nobody was seen yet.")
