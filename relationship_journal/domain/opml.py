"""A blogroll (OPML) as people: who writes each blog, and under which headings they stood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from relationship_journal.domain import platforms, web
from relationship_journal.domain.outlines import Closed, Event, Opened, read_outlines, unescaped
from relationship_journal.domain.records import (
    ContactRecord,
    Dialect,
    ProfileRecord,
    ReadFile,
    Skipped,
)
from relationship_journal.domain.text import fold, is_blank, one_line
from relationship_journal.errors import ImportRefused, InvalidInput
from relationship_journal.i18n import gettext as _

FORMAT = "opml"

_DEEPEST = 20  # headings above a blog that become tags; more is no blogroll but an attack
_TWICE_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+|nbsp);", re.IGNORECASE)
_HTML = re.compile(r"</?(?:a|b|i|u|p|em|br|img|font|span|strong)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def read_opml(data: bytes) -> ReadFile:
    """Return the people in a blogroll. Never raises: `errors` says why there is nobody.

    Each outline with a feed (`xmlUrl`) or a page (`htmlUrl`) is a person; the headings above it
    and its categories are tags; the same feed twice is one person with the tags of both.
    """
    if not data.strip():
        return ReadFile(FORMAT, errors=(_("The file is empty."),))
    try:
        outlines = read_outlines(data)
    except ImportRefused as error:
        return ReadFile(FORMAT, errors=(str(error),))
    roll = _Roll()
    for event in outlines.events:
        roll.take(event)
    roll.finish()
    return ReadFile(
        FORMAT,
        records=tuple(roll.records),
        skipped=tuple(roll.skipped),
        warnings=outlines.warnings if outlines.events else (),
        errors=() if roll.records else (_why_nobody(roll, outlines.events),),
        dialect=Dialect(delimiter="", encoding=outlines.encoding),
    )


def _why_nobody(roll: "_Roll", events: list[Event]) -> str:
    if not events:
        return _("This is not an OPML file.")
    if len(roll.skipped) == 1:
        return _("There is nobody in this blogroll. {why}").format(why=roll.skipped[0].why)
    return _("There is nobody in this blogroll: no outline has the address of a blog or a feed.")


@dataclass(slots=True)
class _Open:
    """An outline whose end is yet to come."""

    line: int
    heading: str = ""
    has_inner: bool = False
    is_told: bool = False  # a person was made of it, or it was skipped with a reason


@dataclass(slots=True)
class _Roll:
    """The people found so far, and the outlines around the place of reading."""

    records: list[ContactRecord] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _place_of: dict[str, int] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Take the next event of the file."""
        if isinstance(event, Closed):
            if event.name == "opml":
                self.finish()
            elif self._open:
                self._close(self._open.pop())
            return
        if event.name == "outline":
            if self._open:
                self._open[-1].has_inner = True
            self._open.append(self._opened(event))

    def finish(self) -> None:
        """Close what the file left open."""
        while self._open:
            self._close(self._open.pop())

    def _close(self, outline: _Open) -> None:
        if not (outline.has_inner or outline.is_told):
            self._skip(outline.line, _("It has no address of a blog or a feed."))

    def _skip(self, line: int, why: str) -> None:
        self.skipped.append(Skipped(_("line {line}").format(line=line), why))

    def _opened(self, event: Opened) -> _Open:
        attributes = event.attributes
        name = _name(attributes)
        kind = attributes.get("type", "").strip().lower()
        feed, page = attributes.get("xmlurl", "").strip(), attributes.get("htmlurl", "").strip()
        other = attributes.get("url", "").strip()
        if not (feed or page):
            if other and (kind == "include" or other.lower().partition("?")[0].endswith(".opml")):
                self._skip(event.line, _("It points to another list, which is not fetched."))
                return _Open(event.line, name, is_told=True)
            feed, page = ("", other) if kind == "link" else (other, "")
        profiles = self._profiles(event.line, feed, page)
        if profiles:
            self._add(event, name, profiles)
        is_told = bool(profiles or feed or page)
        return _Open(event.line, "" if is_told else name, is_told=is_told)

    def _profiles(self, line: int, feed: str, page: str) -> list[ProfileRecord]:
        profiles: list[ProfileRecord] = []
        for address, label in ((page, "Blog"), (feed, "Feed")):
            if not address:
                continue
            try:
                url = platforms.without_key(web.understand(address).url)[0]
                profiles.append(ProfileRecord(url, label))
            except InvalidInput as error:
                self._skip(line, f"{address[:80]}: {error}")
        return profiles

    def _add(self, event: Opened, name: str, profiles: list[ProfileRecord]) -> None:
        # The feed tells people apart: many blogs of one house share a page.
        own = web.key(profiles[-1].url)
        tags = self._tags(event.attributes)
        known = self._place_of.get(own)
        if known is not None:
            first = self.records[known]
            labels = {profile.label for profile in first.profiles}
            further = [profile for profile in profiles if profile.label not in labels]
            self.records[known] = replace(
                first,
                tags=_distinct([*first.tags, *tags]),
                profiles=tuple(sorted([*first.profiles, *further], key=lambda one: one.label)),
            )
            sentence = _("It stands in this file already, as “{name}” in {where}.")
            self._skip(event.line, sentence.format(name=first.name, where=first.where))
            return
        self._place_of[own] = len(self.records)
        self.records.append(
            ContactRecord(
                name or web.name_from(profiles[0].url),
                tags=_distinct(tags),
                profiles=tuple(profiles),
                where=_("line {line}").format(line=event.line),
                source=FORMAT,
                source_id=own,
            )
        )

    def _tags(self, attributes: Mapping[str, str]) -> list[str]:
        headings = [outline.heading for outline in self._open[:_DEEPEST] if outline.heading]
        categories = re.split("[,/]", attributes.get("category", "")[:10_000])
        return headings + [one_line(category) for category in categories]


def _name(attributes: Mapping[str, str]) -> str:
    for attribute in ("text", "title"):
        name = attributes.get(attribute, "")
        if _TWICE_ESCAPED.search(name):  # found in many published lists
            name = unescaped(name)
        name = " ".join(one_line(_HTML.sub("", name)).split())
        if not is_blank(name):
            return name
    return ""


def _distinct(tags: list[str]) -> tuple[str, ...]:
    """Return the tags without repetition, the first spelling of each, blank ones left out."""
    spelled: dict[str, str] = {}
    for tag in tags:
        if not is_blank(tag):
            spelled.setdefault(fold(tag) or tag, tag)
    return tuple(spelled.values())
