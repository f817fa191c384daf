"""Outlines out of XML, whether it is well-formed or not, by the standard library alone.

Entities are never declared, expanded or fetched: a file that declares any is refused.
"""

import bisect
import codecs
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from relationship_journal.domain.csv_text import Decoded, decode
from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKUP = re.compile(
    r"<(?:(?P<open>!--|!\[CDATA\[|!DOCTYPE|\?)"
    r"|(?P<end>/?)\s*(?:[\w.-]{1,40}:)?(?P<name>outline|opml|body|head)(?=[\s/>]|$))",
    re.IGNORECASE,
)
_NEXT_TAG = re.compile(
    r"<(?:!--|/?\s*(?:[\w.-]{1,40}:)?(?:outline|opml|body|head)(?=[\s/>]|$))", re.IGNORECASE
)
# A quotation mark closes a value where a further attribute or the end of the tag follows;
# up to two words without a value may stand between.
_CLOSER = re.compile(
    r"[\"'](?=\s*(?:[/?]?>|$|(?:[\w:.-]{1,60}\s{1,20}){0,2}[\w:.-]{1,60}\s{0,20}=))"
)
# A value that holds one of these was never closed.
_SWALLOWED = re.compile(r"\s(?:xmlUrl|htmlUrl|title|type|category)\s{0,20}=", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"[^\s>]*")
_LONGEST_SUBSET = 100_000
_CLOSED_BY = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}


@dataclass(frozen=True, slots=True)
class Opened:
    """An outline or the root begins: its attributes by lower-case name, and its line."""

    name: str
    attributes: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Closed:
    """The innermost outline ends."""

    name: str


Event = Opened | Closed


@dataclass(frozen=True, slots=True)
class Outlines:
    """The events of a file, in order, and what was wrong with it."""

    events: list[Event]
    encoding: str
    warnings: tuple[str, ...]


def read_outlines(data: bytes) -> Outlines:
    """Return the outlines of a file; one that is not well-formed is read a second, tolerant way.

    Raises:
        ImportRefused: when it is no text, or declares entities.
    """
    decoded = _decoded(data)
    try:
        events = _Strict().read(decoded.text)
    except expat.ExpatError as error:
        warning = _("The file is not well-formed in line {line}; it was read as well as possible.")
        warnings = (*decoded.warnings, warning.format(line=error.lineno))
        return Outlines(list(_tolerant(decoded.text)), decoded.encoding, warnings)
    return Outlines(events, decoded.encoding, decoded.warnings)


def _decoded(data: bytes) -> Decoded:
    """Return the text: by mark, as UTF-8, in the encoding the file names, else Windows-1252.

    UTF-8 goes before the name, because a name is often wrong and valid UTF-8 hardly ever chance.
    """
    declared = _DECLARED.match(data[:400].lstrip())
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", codecs.BOM_UTF8)):
        name = declared[1].decode("ascii").lower()
        if not _is_utf8(data) or name.startswith(("iso-2022", "hz")):
            try:
                text = data.decode(codecs.lookup(name).name)
            except (LookupError, UnicodeError, ValueError):
                return decode(data)
            return (
                Decoded(text.replace("\x00", ""), name) if isinstance(text, str) else decode(data)
            )
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_entities(*_declaration: object) -> None:
    raise ImportRefused(_("The file declares entities of its own, which are not read."))


class _Strict:
    """Reads what is well-formed, by expat."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._parser = expat.ParserCreate()
        self._parser.EntityDeclHandler = _refuse_entities
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, text: str) -> list[Event]:
        try:
            self._parser.Parse(text.lstrip("\ufeff \t\r\n"), True)
        finally:
            # The parser holds these methods, and so itself, until they are taken away.
            self._parser.StartElementHandler = None
            self._parser.EndElementHandler = None
        return self._events

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in {"outline", "opml"}:
            kept = {_local(key): value for key, value in reversed(attributes.items())}
            self._events.append(Opened(local, kept, self._parser.CurrentLineNumber))

    def _end(self, name: str) -> None:
        local = _local(name)
        if local in {"outline", "opml"}:
            self._events.append(Closed(local))


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _tolerant(text: str) -> Iterator[Event]:
    """Yield the outlines of a text that no XML parser accepts, in one pass over it."""
    text = _ILLEGAL.sub("", text)
    last_end = {opened: text.rfind(end) for opened, end in _CLOSED_BY.items()}
    place = counted = 0
    line = 1
    while match := _MARKUP.search(text, place):
        place = match.end()
        if match["open"]:
            opened = match["open"].upper()
            if opened == "!DOCTYPE":
                place = _behind_doctype(text, place)
            elif last_end[opened] >= place:  # one that never ends is passed over alone
                place = text.index(_CLOSED_BY[opened], place) + len(_CLOSED_BY[opened])
            continue
        name = match["name"].lower()
        if name not in {"outline", "opml"}:
            continue
        if match["end"]:
            yield Closed(name)
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        following = _NEXT_TAG.search(text, place)
        end = following.start() if following else len(text)
        attributes, is_closed = _attributes(text[place:end])
        yield Opened(name, attributes, line)
        if is_closed:
            yield Closed(name)
        place = end


def _behind_doctype(text: str, place: int) -> int:
    """Return the place behind a document type, whose internal subset may declare nothing."""
    end = text.find(">", place)
    if end < 0:
        return place
    if "[" not in text[place:end]:
        return end + 1
    subset_end = text.find("]", place, place + _LONGEST_SUBSET)
    if "<!ENTITY" in text[place : subset_end if subset_end >= 0 else end + 1].upper():
        _refuse_entities()
    return (subset_end if subset_end >= 0 else end) + 1


def _attributes(tag: str) -> tuple[dict[str, str], bool]:
    """Return the attributes behind a tag's name, and whether the tag closes itself.

    The tag ends with the last `>` before the next tag: published lists hold unescaped markup
    in their descriptions.
    """
    end = tag.rfind(">")
    tag = tag[:end] if end >= 0 else tag
    is_closed = tag.endswith("/")
    tag = tag.removesuffix("/")
    closers: dict[str, list[int]] = {'"': [], "'": []}
    for match in _CLOSER.finditer(tag):
        closers[match[0]].append(match.start())
    found: dict[str, str] = {}
    place = 0
    while (equals := tag.find("=", place)) >= 0:
        words = tag[place:equals].split()
        name = _local(words[-1].strip("\"'/<>")) if words else ""
        value, place = _value(tag, equals + 1, closers)
        if name and not found.get(name):
            found[name] = unescaped(value)
    return found, is_closed


def _value(tag: str, place: int, closers: dict[str, list[int]]) -> tuple[str, int]:
    """Return the value behind an equals sign, and the place behind it."""
    while place < len(tag) and tag[place].isspace():
        place += 1
    quote = tag[place : place + 1]
    if quote in closers:
        places = closers[quote]
        index = bisect.bisect_right(places, place)
        end = places[index] if index < len(places) else tag.find(quote, place + 1)
        if end < 0:
            end = min(
                at for at in (tag.find(">", place), tag.find("\n", place), len(tag)) if at >= 0
            )
            return tag[place + 1 : end], end
        swallowed = _SWALLOWED.search(tag, place + 1, end)
        if swallowed:
            return tag[place + 1 : swallowed.start()], swallowed.start()
        return tag[place + 1 : end], end + 1
    match = _BARE.match(tag, place)
    end = match.end() if match else place
    return tag[place:end], end


def unescaped(value: str) -> str:
    """Return a value without its character references; only those that end in a semicolon.

    Anything else after an ampersand is a query, such as `&copy=2`.
    """
    known = _ENTITY.sub(lambda match: html.unescape(match[0]), value) if "&" in value else value
    return _ILLEGAL.sub("", re.sub(r"[\t\r\n]", " ", known))
