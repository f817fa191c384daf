"""The words beside what a looked-at link suggests: where it stands, what is followed."""

from datetime import datetime, tzinfo

from relationship_journal.domain import friendly, platforms, web
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.link_rows import FoundFeedRow, KnownRow

_NAMES = {
    "apple": "Apple Podcasts",
    "bear": "Bear",
    "blogger": "Blogger",
    "bluesky": "Bluesky",
    "devto": "dev.to",
    "github": "GitHub",
    "gitlab": "GitLab",
    "goodreads": "Goodreads",
    "letterboxd": "Letterboxd",
    "mastodon": "Mastodon",
    "medium": "Medium",
    "pinterest": "Pinterest",
    "reddit": "Reddit",
    "soundcloud": "SoundCloud",
    "stackexchange": "Stack Exchange",
    "substack": "Substack",
    "tumblr": "Tumblr",
    "vimeo": "Vimeo",
    "youtube": "YouTube",
}


def kind(code: str) -> str:
    """Return what is followed: Blog, Mastodon, YouTube."""
    return _NAMES.get(code, _("Blog"))


def source(code: str) -> str:
    """Return where a suggestion stands, as the end of a line."""
    words = {
        "h-card": _("from the card on their page"),
        "json-ld": _("from their page’s data"),
        "rel-author": _("from the author’s card"),
        "opengraph": _("from the page’s summary"),
        "meta": _("from the page’s summary"),
        "title": _("from the page’s title"),
        "feed": _("from the feed"),
        "webfinger": _("from their server"),
        "apple-touch-icon": _("the site’s icon"),
        "rel-me": _("their page says it is theirs"),
        "verified": _("their page and this one say so of each other"),
        "pasted": _("the address itself"),
        "header": _("named by the page"),
        "page": _("named by the page"),
        "rule": _("where this site keeps feeds"),
        "anchor": _("linked on the page"),
        "guess": _("found by trying"),
    }
    return words.get(code, _("named by the page"))


def place(url: str) -> str:
    """Return a profile as it is shown: whose it is where that can be told, else its address."""
    site, handle = web.profile_from(url)
    return web.chip(site, handle) if handle else url.partition("://")[2].rstrip("/")


def feed_title(feed: FoundFeedRow) -> str:
    """Return what a feed is called in the list, with its kind in front where that is no blog."""
    address = feed.url.removeprefix("https://").removeprefix("http://")
    return with_kind(feed.kind, feed.title or address)


def with_kind(code: str, title: str) -> str:
    """Return a title with the platform in front, where it is one with a name."""
    if code == platforms.BLOG or code not in _NAMES:
        return title
    return _("{kind}: {title}").format(kind=kind(code), title=title)


def feed_detail(feed: FoundFeedRow, now: datetime, zone: tzinfo) -> str:
    """Return the line below a feed: what came last, how many, and where it was found."""
    parts = [web.profile_from(feed.url)[0]]
    if feed.newest_at is not None:
        day, today = whens.local_day(feed.newest_at, zone), whens.local_day(now, zone)
        parts.append(_("newest {when}").format(when=friendly.ago(day, today)))
    if feed.is_read:
        count = ngettext("{n} post", "{n} posts", feed.entries)
        parts.append(count.format(n=feed.entries))
    else:
        parts.append(_("not looked into"))
    parts.append(source(feed.source))
    return ", ".join(part for part in parts if part)


def known(one: KnownRow) -> str:
    """Return the choice to add to somebody who is there already."""
    sentences = {
        "profile": _("Add to {name}, who has this page"),
        "feed": _("Add to {name}, whom you follow there"),
        "email": _("Add to {name}, who has this e-mail address"),
    }
    return sentences.get(one.why, _("Add to {name}, of the same name")).format(name=one.name)


def field(name: str) -> str:
    """Return what a suggestion is about."""
    words = {
        "photo": _("Photo"),
        "bio": _("About them"),
        "birthday": _("Birthday"),
        "email": _("E-mail address"),
        "place": _("Place"),
    }
    return words.get(name, name)
