"""Bytes to text for feeds and pages: what the bytes prove beats what any label says."""

import codecs
import re
from collections.abc import Callable

Guess = Callable[[bytes], str]
"""Returns the name of the character set some bytes look like, or ""."""

_HEAD = 4096
_GUESSED_FROM = 65536
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_LABEL = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_META_LABEL = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HTTP_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)

# Only character sets: Python's codecs also run utf-7, punycode, base64, rot13 and zip.
_KNOWN = re.compile(
    r"(?:utf8|utf16(?:le|be)?|utf32(?:le|be)?|iso8859(?:1?\d|8[ie])?|latin\d+|cp\d{3,4}|windows\d{3,4}"
    r"|ascii|usascii|gb2312|gbk|gb18030|hz|big5(?:hkscs)?|euc(?:jp|kr|tw|cn)"
    r"|shiftjis|sjis|xsjis|ms932|iso2022(?:jp|kr)|ksc5601(?:1987)?|uhc|koi8[rut]"
    r"|mac(?:intosh|roman|cyrillic)|xmac(?:cyrillic|roman)|tis620)"
)
_READ_AS = {
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "usascii": "cp1252",
    "iso88599": "cp1254",
    "latin5": "cp1254",
    "iso885911": "cp874",
    "tis620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euccn": "gb18030",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "xsjis": "cp932",
    "ms932": "cp932",
    "euckr": "cp949",
    "ksc5601": "cp949",
    "ksc56011987": "cp949",
    "uhc": "cp949",
    "big5": "big5hkscs",
    "iso88598i": "iso8859-8",
    "iso88598e": "iso8859-8",
    "macintosh": "mac-roman",
    "xmacroman": "mac-roman",
    "xmaccyrillic": "mac-cyrillic",
}
# Every byte is a letter in these, so that fitting proves nothing.
_FITS_ANYTHING = frozenset({"cp1252", "iso8859-15", "cp437", "cp850", "mac-roman"})


def decoded(body: bytes, content_type: str = "", guess: Guess | None = None) -> str:
    """Return the text of a fetched document; it never fails.

    A byte order mark comes first, then strict UTF-8 (which proves itself), then the label of
    the answer and of the document, UTF-8 with few slips, what `guess` sees, and cp1252.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _without_marks(body.decode(name, "replace"))
    wide = _wide(body)
    if wide:
        return _without_marks(body.decode(wide, "replace"))
    try:
        return _without_marks(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _without_marks(_eight_bits(body, content_type, guess))


def _without_marks(text: str) -> str:
    return text.lstrip("\ufeff\ufffe")


def _wide(body: bytes) -> str:
    """Return UTF-16 or UTF-32 where the zero bytes show it though no mark does."""
    head = body[:400]
    if len(head) < 8 or b"\0" not in head:
        return ""
    if head[:3] == b"\0\0\0":
        return "utf-32-be"
    if head[1:4] == b"\0\0\0":
        return "utf-32-le"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < odd / 4:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and odd < even / 4 else ""


def _eight_bits(body: bytes, content_type: str, guess: Guess | None) -> str:
    names = [name for label in _labels(body, content_type) if (name := charset(label))]
    for name in (one for one in names if one not in _FITS_ANYTHING):
        text = _strictly(body, name)
        if text is not None:
            return text
    if _is_mostly_utf8(body):
        return _utf8_with_slips(body)
    if not any(name in _FITS_ANYTHING for name in names) and guess is not None:
        guessed = charset(guess(body[:_GUESSED_FROM]))
        if guessed:
            return body.decode(guessed, "replace")
    for name in (one for one in names if one != "utf-8"):
        return body.decode(name, "replace" if name not in _FITS_ANYTHING else "backslashreplace")
    return _as_cp1252(body)


def _labels(body: bytes, content_type: str) -> list[str]:
    head = body[:_HEAD]
    found = [
        label[1].decode("ascii") for p in (_XML_LABEL, _META_LABEL) if (label := p.search(head))
    ]
    http = _HTTP_LABEL.search(content_type)
    return [http[1], *found] if http else found


def charset(label: str) -> str:
    """Return the character set to read a label by, "" for one that is none or runs something."""
    plain = re.sub(r"[-_.: ]", "", label.lower())
    if not _KNOWN.fullmatch(plain):
        return ""
    try:
        return codecs.lookup(_READ_AS.get(plain, label)).name
    except LookupError:
        try:
            return codecs.lookup(plain.replace("windows", "cp")).name
        except LookupError:
            return ""


def _strictly(body: bytes, name: str) -> str | None:
    if name.startswith(("utf-16", "utf-32", "utf-8")):  # labels of something seen not to be it
        return None
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _is_mostly_utf8(body: bytes) -> bool:
    """Say whether whole UTF-8 sequences outweigh the slips; by chance there is hardly one."""
    text = body.decode("utf-8", "surrogateescape")
    slips = sum(1 for char in text if "\udc80" <= char <= "\udcff")
    ascii_only = sum(1 for char in text if char < "\u0080")
    return len(body) - ascii_only - slips >= slips


def _utf8_with_slips(body: bytes) -> str:
    text = body.decode("utf-8", "surrogateescape")
    return re.sub("[\udc80-\udcff]+", lambda run: _as_cp1252(_bytes_of(run[0])), text)


def _bytes_of(run: str) -> bytes:
    return run.encode("utf-8", "surrogateescape")


def _as_cp1252(body: bytes) -> str:
    text = body.decode("cp1252", "surrogateescape")
    return re.sub("[\udc80-\udcff]", "\ufffd", text)
