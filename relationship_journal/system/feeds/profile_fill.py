"""What a page suggests about its person: name, photo, words, other places, each with its source."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from relationship_journal.domain import web
from relationship_journal.domain.page_facts import ProfileLink, Suggestion
from relationship_journal.system.feeds import discover, h_card
from relationship_journal.system.feeds.plain_text import one_line, plain, web_address

_SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022»:]+\s+|\s+-\s+|:\s+(?=\S)")
_HANDLE_BEHIND = re.compile(r"\s*\(@[^()]*\)\s*$")
_LONGEST_SCRIPT = 500_000
_MOST_NODES = 500
_LONGEST = {"name": 200, "bio": 1000}
_MOST_PROFILES = 30
Object = Mapping[str, Any]


def suggestions(tree: LexborHTMLParser, base: str, url: str) -> tuple[Suggestion, ...]:
    """Return what is said of the page's person, the best source of each field first."""
    found: list[Suggestion] = []
    found += _of_card(_card(tree, base, url), "h-card")
    found += _of_json(_person(tree), base)
    found += _of_card(_author_card(tree, base), "rel-author")
    found += _of_head(tree, base)
    once = {(one.field, one.value.casefold()): one for one in reversed(found)}
    return tuple(one for one in found if once[one.field, one.value.casefold()] is one)


def profiles(tree: LexborHTMLParser, base: str, url: str) -> tuple[ProfileLink, ...]:
    """Return their other places: rel=me, then sameAs, then the addresses on their card."""
    found = [ProfileLink(one, "rel-me") for one in me_links(tree, base)]
    same = _texts(_person(tree).get("sameAs"))
    found += [ProfileLink(web_address(address, base), "json-ld") for address in same]
    card = _card(tree, base, url)
    found += [ProfileLink(one, "h-card") for one in card.all("url")] if card else []
    here = web.key(url)
    once: dict[str, ProfileLink] = {}
    for one in found:
        key = web.key(one.url) if one.url else ""
        if key and key != here:
            once.setdefault(key, one)
    return tuple(islice(once.values(), _MOST_PROFILES))


def me_links(tree: LexborHTMLParser, base: str) -> list[str]:
    """Return the web addresses the page calls its own person's."""
    nodes = discover.each_rel(tree, "me")
    found = (web_address(node.attributes.get("href") or "", base) for node in nodes)
    return list(dict.fromkeys(one for one in found if one))


def title_of(tree: LexborHTMLParser) -> str:
    """Return the page's title, or ""."""
    node = tree.css_first("title")
    return one_line(node.text())[:300] if node else ""


def _card(tree: LexborHTMLParser, base: str, url: str) -> h_card.Card | None:
    found = h_card.cards(tree, base)
    return h_card.representative(found, url, frozenset(me_links(tree, base)))


def _author_card(tree: LexborHTMLParser, base: str) -> h_card.Card | None:
    for node in tree.css("a[rel~=author].h-card, a[rel~=author].vcard, .p-author.h-card"):
        card = h_card.card_of(node, base)
        if card.first("name"):
            return card
    return None


def _of_card(card: h_card.Card | None, source: str) -> Iterator[Suggestion]:
    if card is None:
        return
    yield from _each("name", card.first("name"), source)
    yield from _each("photo", card.first("photo"), source)
    yield from _each("bio", card.first("note"), source)
    yield from _each("birthday", card.first("bday"), source)
    yield from _each("email", card.first("email"), source)
    place = ", ".join(filter(None, (card.first("locality"), card.first("country"))))
    yield from _each("place", place, source)


def _of_json(person: Object, base: str) -> Iterator[Suggestion]:
    yield from _each("name", next(iter(_texts(person.get("name"))), ""), "json-ld")
    image = next(iter(_texts(person.get("image"))), "")
    yield from _each("photo", web_address(image, base), "json-ld")
    yield from _each("bio", plain(next(iter(_texts(person.get("description"))), "")), "json-ld")
    email = next(iter(_texts(person.get("email"))), "").removeprefix("mailto:")
    yield from _each("email", email, "json-ld")
    yield from _each("birthday", next(iter(_texts(person.get("birthDate"))), ""), "json-ld")


def _of_head(tree: LexborHTMLParser, base: str) -> Iterator[Suggestion]:
    is_profile = _meta(tree, "og:type") == "profile"
    og_title = _HANDLE_BEHIND.sub("", _meta(tree, "og:title"))
    names = [og_title, _meta(tree, "og:site_name")] if is_profile else [_meta(tree, "og:site_name")]
    for name in names:
        yield from _each("name", name, "opengraph")
    yield from _each("name", _meta(tree, "author"), "meta")
    yield from _each("name", _before_separator(og_title), "opengraph")
    yield from _each("name", _before_separator(title_of(tree)), "title")
    if is_profile:
        yield from _each("photo", web_address(_meta(tree, "og:image"), base), "opengraph")
    for icon in tree.css("link[rel=apple-touch-icon][href], link[rel~=apple-touch-icon][href]"):
        address = web_address(icon.attributes.get("href") or "", base)
        yield from _each("photo", address, "apple-touch-icon")
        break
    yield from _each("bio", _meta(tree, "description") or _meta(tree, "og:description"), "meta")


def _each(field: str, value: str, source: str) -> Iterator[Suggestion]:
    words = one_line(value)[: _LONGEST.get(field, 2000)]
    if not words or (field == "email" and not web.email_key(words)):
        return
    yield Suggestion(field, words, source)


def _before_separator(title: str) -> str:
    return _SEPARATOR.split(title, maxsplit=1)[0].strip()


def _meta(tree: LexborHTMLParser, name: str) -> str:
    for node in tree.css(f'meta[property="{name}"], meta[name="{name}"]'):
        content = one_line(node.attributes.get("content") or "")
        if content:
            return content
    return ""


def _person(tree: LexborHTMLParser) -> Object:
    """Return the JSON-LD of the page's person: a profile page's, else the only one there is."""
    people: list[Object] = []
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text()
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            told = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in islice(_nodes(told), _MOST_NODES):
            if "ProfilePage" in _texts(node.get("@type")):
                entity = node.get("mainEntity", node.get("about"))
                if isinstance(entity, dict) and "name" in entity:
                    return entity
            if "Person" in _texts(node.get("@type")) and node.get("name"):
                people.append(node)
    names = {next(iter(_texts(one["name"])), "") for one in people}
    return max(people, key=len) if len(names) == 1 else {}


def _nodes(told: Any, depth: int = 0) -> Iterator[Object]:
    if depth > 8:
        return
    if isinstance(told, list):
        for one in told:
            yield from _nodes(one, depth + 1)
    elif isinstance(told, dict):
        yield told
        for name in ("@graph", "mainEntity", "author", "creator", "publisher", "founder"):
            if name in told:
                yield from _nodes(told[name], depth + 1)


def _texts(value: Any) -> list[str]:
    """Return the texts of a JSON-LD value: one, a list, or objects with an address or a name."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value[:50] for text in _texts(one)]
    if isinstance(value, dict):
        return _texts(value.get("url") or value.get("contentUrl") or value.get("name") or "")
    return []
