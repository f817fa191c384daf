"""A fetched page to what it says of its feeds and its person."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from relationship_journal.domain import feed_text
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.system.feeds import discover, profile_fill
from relationship_journal.system.feeds.parse import guessed
from relationship_journal.system.feeds.plain_text import one_line, web_address

# Heads stand at the beginning; a page of many megabytes is read no further.
_READ = 3_000_000
_YOUTUBE = re.compile(
    r"\"(?:externalId|channelId)\"\s*:\s*\"UC([\w-]{8,40})\"|itemprop=\"(?:channelId|identifier)\""
    r"\s+content=\"UC([\w-]{8,40})\""
)
_SOUNDCLOUD = re.compile(r"soundcloud:(?:users:|//users:?)(\d{1,15})")


def read_page(
    body: bytes, url: str, content_type: str = "", link_headers: list[str] | tuple[str, ...] = ()
) -> PageFacts:
    """Return what a page says; headers are the values of the answer's Link headers."""
    text = feed_text.decoded(body[:_READ], content_type, guessed)
    tree = LexborHTMLParser(text)
    host = urlsplit(url).hostname or ""
    base = discover.base_of(tree, url)
    generator = tree.css_first("meta[name=generator]")
    return PageFacts(
        feeds=(*discover.in_headers(link_headers, url), *discover.announced(tree, base)),
        anchors=tuple(discover.visible(tree, base)),
        refresh=discover.sent_on(tree, base, url),
        canonical=discover.canonical(tree, base, url),
        title=profile_fill.title_of(tree),
        generator=one_line(generator.attributes.get("content") or "")[:100] if generator else "",
        suggestions=profile_fill.suggestions(tree, base, url),
        profiles=profile_fill.profiles(tree, base, url),
        webmention=_webmention(tree, base, url, link_headers),
        wordpress_api=_linked(tree, "https://api.w.org/", base),
        youtube=_number(_YOUTUBE, text) if "youtu" in host else "",
        soundcloud=_number(_SOUNDCLOUD, text) if "soundcloud" in host else "",
    )


def _number(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next(filter(None, found.groups()), "") if found else ""


def _linked(tree: LexborHTMLParser, rel: str, base: str) -> str:
    for node in discover.each_rel(tree, rel):
        return web_address(node.attributes.get("href") or "", base)
    return ""


def _webmention(
    tree: LexborHTMLParser, base: str, url: str, headers: list[str] | tuple[str, ...]
) -> str:
    for attributes in discover.header_links(headers):
        if "webmention" in discover.rels(attributes):
            return web_address(attributes.get("href") or "", url)
    return _linked(tree, "webmention", base)
