"""People who publish, for tests and pictures of the Following page."""

from datetime import datetime, timedelta

from relationship_journal.core import Core
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed

# days before now on which somebody published, the newest first
RHYTHMS = {
    "ليلى حداد": ("Inner", (0, 152, 166, 171, 181), "The bakery at the end of the line"),
    "Ana Duarte": ("Inner", (1, 6, 20, 30, 40, 80, 90, 101, 110, 130, 140), "On quiet gardens"),
    "Łukasz Wójcik": ("Inner", (2, 3, 5, 12, 20, 33, 40, 47, 60, 70, 90, 120), "Contour lines"),
    "Beatriz Prado": ("Regular", (3, 4, 5, 6, 6, 12, 19, 26, 40, 50), "A calendar for compost"),
    "Mara Lind": ("Regular", (5, 42, 60, 66, 80, 100), "What the tide table leaves out"),
    "山田 さくら": ("Regular", (8, 36, 64, 92), "雨の日の茶室"),
    "Олена Коваль": ("Acquaintance", (14, 49, 90), "Листи до бабусі"),
    "Maximiliane von Hohenstein-Wittelsbach": (
        "Acquaintance",
        (21,),
        "A title that is much longer than any room a list could ever have for it, and goes on",
    ),
    "Jonas Weber": ("Acquaintance", (), ""),
}


def follow(core: Core, name: str, circle: str, days: tuple[int, ...], title: str) -> int:
    """Add somebody, follow them, and store what they published on these days ago."""
    contact_id = core.contacts.add(name, circle=circle)
    site = f"https://blog{contact_id}.example"
    feed_id = core.following.follow(contact_id, f"{site}/feed", title=name)
    entries = tuple(
        entry(f"{site}/{n}", title if not n else f"Seed lists, {n}", core.clock(), ago)
        for n, ago in enumerate(days)
    )
    core.feed_posts.store(feed_id, ParsedFeed("rss", entries, title=name, site_url=site))
    return contact_id


def entry(url: str, title: str, now: datetime, ago: int) -> ParsedEntry:
    """Return a post of some days ago."""
    return ParsedEntry(
        guid=url, link=url, title=title, published=now - timedelta(days=ago, hours=1), text_hash=url
    )


def follow_all(core: Core) -> dict[str, int]:
    """Follow everybody of the table; returns their ids by name."""
    return {name: follow(core, name, *rest) for name, rest in RHYTHMS.items()}
