"""The mention basket: posts of others that my own next post is to link to."""

from dataclasses import dataclass
from datetime import datetime

from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Contact
from relationship_journal.store.models_following import BasketItem, Post

_ITEMS = """
SELECT basket_item.id, contact_id, contact.name, post_id, url, basket_item.title, added_at
FROM basket_item JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL ORDER BY basket_item.id
"""


@dataclass(frozen=True, slots=True)
class BasketRow:
    """A post in the basket; it stays even where the post itself is no longer kept."""

    id: int
    contact_id: int
    name: str
    post_id: int | None
    url: str
    title: str
    added_at: datetime


class Basket(door.Service):
    """What can be done with the basket."""

    def items(self) -> list[BasketRow]:
        """Return what is in the basket, in the order it came in."""
        rows = self._journal.execute(_ITEMS).fetchall()
        return [
            BasketRow(one, contact_id, name, post_id, url, title, instant(added_at))
            for one, contact_id, name, post_id, url, title, added_at in rows
        ]

    def toggle(self, post_id: int) -> bool:
        """Put a post into the basket, or take it out; returns whether it is in it now.

        Raises: NotFound; InvalidInput for a post without an address.
        """
        found = BasketItem.get_or_none(BasketItem.post_id == post_id)
        if found is not None:
            self.remove(found.id)
            return False
        self.add(post_id)
        return True

    def add(self, post_id: int) -> int:
        """Put a post into the basket and return its place's number; once is enough.

        Raises: NotFound; InvalidInput for a post without an address.
        """
        post = Post.get_or_none(Post.id == post_id)
        if post is None:
            raise NotFound(_("There is no post {id}.").format(id=post_id))
        if not post.url:
            raise InvalidInput("url", _("This post has no address that could be linked to."))
        found = BasketItem.get_or_none(BasketItem.post_id == post_id)
        if found is not None:
            return int(found.id)
        title = post.title or texts.excerpt(post.excerpt, 80)
        return self._put(post.contact_id, post.url, title, post.id)

    def add_link(self, contact_id: int, url: str, title: str) -> int:
        """Put any address of a person into the basket.

        Raises: NotFound, InvalidInput.
        """
        kept = web.understand(url).url
        found = BasketItem.get_or_none(BasketItem.contact_id == contact_id, BasketItem.url == kept)
        if found is not None:
            return int(found.id)
        return self._put(contact_id, kept, door.line("title", title), None)

    def remove(self, item_id: int) -> None:
        """Take one out.

        Raises: NotFound.
        """
        found = BasketItem.get_or_none(BasketItem.id == item_id)
        if found is None:
            raise NotFound(_("There is nothing {id} in the basket.").format(id=item_id))
        with self._journal.change(_("Take out of the basket")):
            found.delete_instance()

    def empty(self) -> int:
        """Take everything out, as after publishing; returns how many there were."""
        count = BasketItem.select().count()
        if count:
            with self._journal.change(_("Empty the basket")):
                BasketItem.delete().execute()
        return int(count)

    def _put(self, contact_id: int, url: str, title: str, post_id: int | None) -> int:
        person = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
        if person is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        with self._journal.change(_("Put into the basket")):
            item = BasketItem.create(
                contact_id=contact_id,
                post_id=post_id,
                url=url,
                title=title,
                added_at=stamp(self._clock()),
            )
        return int(item.id)
