"""What I go by, for recognising answers and visits: my names, addresses, blogs, my message."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.domain.answers_match import Me
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.store.instants import stamp
from relationship_journal.store.models_following import Feed, Own

NAME, URL, BLOG, MESSAGE = "name", "url", "blog", "message"
OWN_COMMENTS = "own_comments"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One thing I go by; `feed_id` is of a blog's comments."""

    id: int
    value: str
    feed_id: int | None = None


class OwnSelf(door.Service):
    """What can be said of oneself."""

    def names(self) -> list[OwnRow]:
        """Return the names I comment under."""
        return self._rows(NAME)

    def urls(self) -> list[OwnRow]:
        """Return the addresses I give with a comment."""
        return self._rows(URL)

    def blogs(self) -> list[OwnRow]:
        """Return my blogs."""
        return self._rows(BLOG)

    def message(self) -> str:
        """Return what I stand for, in my own words."""
        rows = self._rows(MESSAGE)
        return rows[0].value if rows else ""

    def me(self) -> Me:
        """Return what my own comments are known by; my blogs are addresses of mine."""
        addresses = [one.key for one in Own.select().where(Own.kind.in_((URL, BLOG)))]
        names = [one.key for one in Own.select().where(Own.kind == NAME)]
        return Me(frozenset(names), frozenset(key for key in addresses if key))

    def set_names(self, names: Iterable[str]) -> None:
        """Replace my names.

        Raises: InvalidInput.
        """
        wanted = [door.line("name", name) for name in names]
        with self._journal.change(_("Edit my names")):
            self._keep(NAME, [(one, texts.fold(one)) for one in wanted if one])

    def set_urls(self, urls: Iterable[str]) -> None:
        """Replace my addresses.

        Raises: InvalidInput.
        """
        wanted = [web.understand(url).url for url in urls if url.strip()]
        with self._journal.change(_("Edit my addresses")):
            self._keep(URL, [(one, web.key(one)) for one in wanted])

    def set_message(self, text: str) -> None:
        """Keep what I stand for.

        Raises: InvalidInput.
        """
        kept = door.words("text", text).strip()
        with self._journal.change(_("Edit my message")):
            self._keep(MESSAGE, [(kept, "")] if kept else [])

    def add_blog(self, url: str, *, comments: str = "", is_own_network: bool = False) -> OwnRow:
        """Keep a blog of mine and look at its comments from now on.

        Args:
            url: the blog.
            comments: its feed of comments; the usual one where "".
            is_own_network: the address may be a private one; only by the user's own word.

        Raises: InvalidInput.
        """
        blog = web.understand(url).url
        feed_url = web.understand(comments).url if comments else comments_of(blog)
        found = Own.get_or_none(Own.kind == BLOG, Own.key == web.key(blog))
        with self._journal.change(_("Add my blog")):
            feed = Feed.get_or_none(Feed.contact_id.is_null(), Feed.url == feed_url)
            if feed is None:
                feed = Feed.create(
                    contact_id=None,
                    url=feed_url,
                    kind=OWN_COMMENTS,
                    is_own_network=is_own_network,
                    created_at=stamp(self._clock()),
                )
            elif is_own_network and not feed.is_own_network:
                feed.is_own_network = True
                feed.save()
            if found is None:
                place = Own.select().where(Own.kind == BLOG).count()
                found = Own.create(
                    kind=BLOG, value=blog, key=web.key(blog), feed_id=feed.id, place=place
                )
            elif found.feed_id != feed.id:
                found.feed_id = feed.id
                found.save()
        return OwnRow(found.id, blog, feed.id)

    def remove(self, own_id: int) -> None:
        """Remove one thing I go by; with a blog goes what was seen there.

        Raises: NotFound.
        """
        found = Own.get_or_none(Own.id == own_id)
        if found is None:
            raise NotFound(_("There is nothing of yours with the number {id}.").format(id=own_id))
        labels = {BLOG: _("Remove my blog"), NAME: _("Edit my names")}
        with self._journal.change(labels.get(found.kind, _("Edit my addresses"))):
            feed_id = found.feed_id
            found.delete_instance()
            if feed_id is not None:
                Feed.delete().where(Feed.id == feed_id).execute()

    # --- inside ----------------------------------------------------------------------------------

    @staticmethod
    def _rows(kind: str) -> list[OwnRow]:
        found = Own.select().where(Own.kind == kind).order_by(Own.place, Own.id)
        return [OwnRow(one.id, one.value, one.feed_id) for one in found]

    @staticmethod
    def _keep(kind: str, wanted: list[tuple[str, str]]) -> None:
        have = {one.value: one for one in Own.select().where(Own.kind == kind)}
        for place, (value, key) in enumerate(dict.fromkeys(wanted)):
            row = have.pop(value, None)
            if row is None:
                Own.create(kind=kind, value=value, key=key, place=place)
            elif row.place != place:
                row.place = place
                row.save()
        for row in have.values():
            row.delete_instance()


def comments_of(blog: str) -> str:
    """Return the usual address of a blog's feed of comments."""
    parts = urlsplit(blog)
    if "comment" in parts.path or "comment" in parts.query:
        return blog
    host = parts.hostname or ""
    if ".blogspot." in host:
        return f"{parts.scheme}://{parts.netloc}/feeds/comments/default"
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/comments/feed/"
