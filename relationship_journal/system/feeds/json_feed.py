"""JSON Feed, versions 1 and 1.1, read as leniently as the XML formats."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from relationship_journal.domain.feed_repair import MOST_ITEMS
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import NotAFeed
from relationship_journal.i18n import gettext as _
from relationship_journal.system.feeds.entries import Found, finished
from relationship_journal.system.feeds.plain_text import one_line, web_address

Object = Mapping[str, Any]


def read_json(text: str, url: str) -> ParsedFeed:
    """Return the feed that a JSON document holds.

    Raises: NotAFeed.
    """
    try:
        top = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(_("This is not a feed.")) from error
    if not isinstance(top, dict) or not isinstance(top.get("items", []), list):
        raise NotAFeed(_("This is not a feed."))
    site = web_address(_text(top, "home_page_url"), url)
    authors = list(_authors(top))
    hubs = top.get("hubs")
    hub = hubs[0] if isinstance(hubs, list) and hubs else {}
    return ParsedFeed(
        kind="json",
        entries=tuple(
            _entry(one, authors, site or url)
            for one in top.get("items", [])[:MOST_ITEMS]
            if isinstance(one, dict)
        ),
        id=_text(top, "feed_url") or site,
        title=one_line(_text(top, "title")),
        subtitle=one_line(_text(top, "description")),
        site_url=site,
        self_url=web_address(_text(top, "feed_url"), url),
        hub=web_address(_text(hub, "url"), url) if isinstance(hub, dict) else "",
        image=web_address(_text(top, "icon") or _text(top, "favicon"), url),
        authors=tuple(name for name, _address in authors if name),
    )


def _entry(item: Object, feed_authors: list[tuple[str, str]], base: str) -> Any:
    authors = list(_authors(item)) or feed_authors[:1]
    name, address = authors[0] if authors else ("", "")
    tags = item.get("tags")
    return finished(
        Found(
            guid=_text(item, "id"),
            links=(_text(item, "url"), _text(item, "external_url")),
            title=_text(item, "title"),
            is_markup=False,
            body=_text(item, "content_html"),
            text=_text(item, "content_text") or _text(item, "summary"),
            published=_text(item, "date_published"),
            updated=_text(item, "date_modified"),
            author=name,
            author_url=address,
            categories=tuple(str(one) for one in tags) if isinstance(tags, list) else (),
        ),
        base,
    )


def _text(holder: Object, name: str) -> str:
    value = holder.get(name)
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def _authors(holder: Object) -> Iterator[tuple[str, str]]:
    many = holder.get("authors")
    for one in [*(many if isinstance(many, list) else []), holder.get("author")]:
        if isinstance(one, dict):
            yield one_line(_text(one, "name")), web_address(_text(one, "url"))
        elif isinstance(one, str):
            yield one_line(one), ""
