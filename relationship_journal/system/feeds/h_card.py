"""Who a page says it belongs to, by its h-cards: as much of microformats as names a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from relationship_journal.system.feeds.plain_text import one_line, web_address

# The older names (hCard) beside the present ones (h-card).
_PROPERTIES = {
    "p-name": "name", "fn": "name",
    "u-photo": "photo", "photo": "photo", "u-logo": "logo",
    "u-url": "url", "url": "url", "u-uid": "uid", "uid": "uid",
    "p-note": "note", "note": "note", "p-summary": "note",
    "dt-bday": "bday", "bday": "bday",
    "u-email": "email", "email": "email",
    "p-locality": "locality", "locality": "locality",
    "p-country-name": "country", "country-name": "country",
}  # fmt: skip
_ADDRESSES = frozenset({"photo", "logo", "url", "uid"})
_ROOT = re.compile(r"(?:^|\s)(?:h-[a-z][a-z0-9-]*|vcard)(?:\s|$)")
_MOST_CARDS = 40


@dataclass(slots=True)
class Card:
    """An h-card: each property's values in the order they stand there."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return the first value of a property, or ""."""
        return next(iter(self.values.get(name, [])), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a property."""
        return self.values.get(name, [])

    def add(self, name: str, value: str) -> None:
        """Keep a value that says something, once."""
        known = self.values.setdefault(name, [])
        if value and value not in known:
            known.append(value)


def cards(tree: LexborHTMLParser, base: str) -> list[Card]:
    """Return the page's h-cards that stand for themselves or for an author."""
    nodes = tree.css(".h-card, .vcard")[:_MOST_CARDS]
    return [card_of(node, base) for node in nodes]


def card_of(root: LexborNode, base: str) -> Card:
    """Return what one h-card says, with what is implied where nothing is said."""
    card = Card()
    for node in _own_nodes(root):
        for word in (node.attributes.get("class") or "").split():
            name = _PROPERTIES.get(word)
            if name:
                card.add(name, _value(node, name, base))
    _imply(card, root, base)
    return card


def representative(found: list[Card], url: str, me: frozenset[str]) -> Card | None:
    """Return the card of the page's person, by the three rules of the microformats wiki."""
    page = _same(url)
    for card in found:
        urls = {_same(one) for one in card.all("url")}
        if page in urls and page in {_same(one) for one in card.all("uid")}:
            return card
    for card in found:
        if {_same(one) for one in card.all("url")} & {_same(one) for one in me}:
            return card
    named = [card for card in found if card.first("name")]
    if len(named) == 1 and page in {_same(one) for one in named[0].all("url")}:
        return named[0]
    return None


def _own_nodes(root: LexborNode) -> Iterator[LexborNode]:
    """Yield what belongs to this card and not to one within it; the roots of those included."""
    for node in root.css("[class]"):
        if node.mem_id == root.mem_id:
            continue
        classes = node.attributes.get("class") or ""
        if not any(word in _PROPERTIES for word in classes.split()):
            continue
        if not _is_within_another(node, root):
            yield node


def _is_within_another(node: LexborNode, root: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != root.mem_id:
        classes = parent.attributes.get("class") or "" if parent.tag != "-text" else ""
        words = set(classes.split())
        if _ROOT.search(classes) and not words & {"h-adr", "adr", "h-geo"}:
            return True
        parent = parent.parent
    return False


def _value(node: LexborNode, name: str, base: str) -> str:
    attributes = node.attributes
    if name in _ADDRESSES or name == "email":
        named = (attributes.get(one) for one in ("href", "src", "data", "value"))
        written = next((one for one in named if one is not None), node.text() or "").strip()
        if name == "email":
            return written.removeprefix("mailto:").partition("?")[0].strip()
        return web_address(written, base) if written else base
    if name == "bday":
        return (attributes.get("datetime") or attributes.get("title") or node.text()).strip()
    if node.tag in {"img", "area"}:
        return one_line(attributes.get("alt") or "")
    if node.tag == "abbr" and attributes.get("title"):
        return one_line(attributes.get("title") or "")
    value = attributes.get("value") if node.tag in {"data", "input"} else None
    parts = [one_line(part.text(separator="")) for part in node.css(".value")]
    return one_line(value or " ".join(parts) or node.text(separator=""))


def _imply(card: Card, root: LexborNode, base: str) -> None:
    if not card.first("name"):
        card.add("name", _implied_name(root))
    images = root.css("img[src]")
    if not card.first("photo"):
        own = web_address(root.attributes.get("src") or "", base) if root.tag == "img" else ""
        card.add("photo", own or (_source(images[0], base) if len(images) == 1 else ""))
    if not card.first("url"):
        links = root.css("a[href]")
        written = root.attributes.get("href") if root.tag in {"a", "area"} else None
        if not written and len(links) == 1:
            written = links[0].attributes.get("href")
        card.add("url", web_address(written or "", base))


def _implied_name(root: LexborNode) -> str:
    if root.tag in {"img", "area"}:
        return one_line(root.attributes.get("alt") or "")
    words = one_line(root.text(separator=" "))
    if not words:
        images = root.css("img[alt]")
        words = one_line(images[0].attributes.get("alt") or "") if len(images) == 1 else ""
    return words if len(words) <= 100 else ""


def _source(node: LexborNode, base: str) -> str:
    return web_address(node.attributes.get("src") or "", base)


def _same(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
