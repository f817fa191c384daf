"""What typed text becomes: cleaned for keeping, folded for finding, cut short for showing."""

import re
import unicodedata
from collections.abc import Iterator

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_LINE_BREAKS_AND_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Embeddings, overrides and isolates; the plain marks (U+200E, U+200F, U+061C) move nothing else.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")

_FROM_RIGHT = frozenset({"R", "AL"})

_INVISIBLE_WHEN_FINDING = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# Letters that look blank although Unicode counts them as letters or symbols.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# What NFKD leaves whole although a person typing without it means the plain letter.
_PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ƚ": "l",
        "ħ": "h",
        "ı": "i",
        "ȷ": "j",
        "ɨ": "i",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "ƀ": "b",
        "ƶ": "z",
        "ǥ": "g",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "ʻ": "'",
        "‐": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
    }
)
_DROPPED_MARKS_FROM = 10  # combining classes 7 to 9 are nukta, kana voicing, virama: letters
_OVERLAY = 1

_ZWJ = "\u200d"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_TAG = re.compile("[\U000e0020-\U000e007f]")
_VIRAMA = 9
# Scripts in which a virama makes one sign of two consonants (Unicode's rule GB9c).
_CONJOINING = re.compile("[\u0900-\u09ff\u0a80-\u0aff\u0b00-\u0b7f\u0c00-\u0c7f\u0d00-\u0d7f]")
_ONE_INITIAL_ONLY = re.compile(
    "["
    "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff"  # Arabic
    "\u0700-\u074f\u07c0-\u07ff\u1800-\u18af"  # Syriac, N'Ko, Mongolian
    "\u0900-\u097f\ua8e0-\ua8ff\u0980-\u09ff\u0a00-\u0a7f"  # Devanagari, Bengali, Gurmukhi
    "\u1100-\u11ff\u3040-\u30ff\u3105-\u312f\u3130-\u318f\u31f0-\u31ff"  # jamo, kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\uff66-\uffdc"  # Han, Hangul, half width
    "\U00020000-\U0003ffff"  # Han, the rarer half
    "]"
)


def clean(text: str) -> tuple[str, bool]:
    """Return the text as it can be stored, and whether something was taken out.

    NUL and lone surrogates go; two surrogates that make one character become that character.
    """
    if not _UNSTORABLE.search(text):
        return text, False
    joined = _PAIR.sub(_join_pair, text)
    kept = _UNSTORABLE.sub("", joined)
    return kept, len(kept) != len(joined)


def _join_pair(match: re.Match[str]) -> str:
    high, low = ord(match[1]) - 0xD800, ord(match[2]) - 0xDC00
    return chr(0x10000 + (high << 10) + low)


def one_line(text: str) -> str:
    """Return a name or label as one line that cannot reorder the text around it.

    Runs of line breaks and control characters become one space, characters that turn the
    writing direction of what follows go, and so does blank space at both ends.
    """
    return _REORDERING.sub("", _LINE_BREAKS_AND_CONTROLS.sub(" ", clean(text)[0])).strip()


def apart(text: str) -> str:
    """Return a name or a title so that it moves nothing in the sentence it stands in.

    What is written from right to left comes between isolates (Unicode Annex 9), so that neither
    the sentence turns round nor a number beside it changes sides.
    """
    if text.isascii() or all(unicodedata.bidirectional(char) not in _FROM_RIGHT for char in text):
        return text
    return f"\u2068{text}\u2069"


def is_blank(text: str) -> bool:
    """Say whether there is nothing to see in the text."""
    return all(
        unicodedata.category(char)[0] in "ZC" or char in _BLANK_LETTERS or char in "\ufe0e\ufe0f"
        for char in text
    )


def fold(text: str) -> str:
    """Return the form in which texts are compared: no case, no accents, plain quotes and dashes.

    Marks that make another letter rather than an accented one (kana voicing, nukta, virama)
    stay. Runs of blank space become one space; space at the ends goes.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in decomposed if not _is_accent(char))
    plain = _INVISIBLE_WHEN_FINDING.sub("", bare.translate(_PLAIN_LETTERS))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _is_accent(char: str) -> bool:
    kind = unicodedata.combining(char)
    return kind >= _DROPPED_MARKS_FROM or kind == _OVERLAY


def sort_key(name: str) -> str:
    """Return the text by which a name is sorted: folded, without leading punctuation."""
    folded = fold(name)
    for place, char in enumerate(folded):
        if char.isalnum():
            return folded[place:]
    return folded


def first_line(text: str) -> str:
    """Return the first line that is not blank, without space at its ends."""
    return next((line.strip() for line in text.splitlines() if not is_blank(line)), "")


def excerpt(text: str, length: int) -> str:
    """Return the text on one line of at most `length` characters, ended by … when cut.

    The cut falls between words where one ends in the last third, and never inside a character
    made of several code points.
    """
    # A note of megabytes is not walked for one line: that many words fill it, and a character
    # has four code points at most but for the odd.
    words = text.split(maxsplit=length)
    line = " ".join(word[: length * 4 + 64] for word in words)
    if len(line) <= length:
        return line
    taken = ""
    for cluster in graphemes(line):
        if len(taken) + len(cluster) > length - 1:
            break
        taken += cluster
    space = taken.rfind(" ")
    if line[len(taken)] != " " and space >= length * 2 // 3:
        taken = taken[:space]
    return taken.rstrip() + "…"


def graphemes(text: str) -> Iterator[str]:
    """Yield what a reader takes for single characters (most of Unicode's UAX 29).

    Accents, emoji joined by ZWJ, flags, skin tones and Indic conjuncts stay in one piece.
    """
    start = 0
    for place in range(1, len(text)):
        if not _belongs_together(text, start, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _belongs_together(text: str, start: int, place: int) -> bool:
    before, char = text[place - 1], text[place]
    if char == _ZWJ or unicodedata.category(char)[0] == "M" or _SKIN.match(char):
        return True
    if before == _ZWJ:
        return unicodedata.category(char) in {"So", "Sk"} or bool(_CONJOINING.match(char))
    if _FLAG_LETTER.match(before) and _FLAG_LETTER.match(char):
        return place - start == 1
    if unicodedata.combining(before) == _VIRAMA:
        return bool(_CONJOINING.match(before) and _CONJOINING.match(char))
    if _TAG.match(char):
        return True
    return "\u1100" <= before <= "\u11ff" and "\u1160" <= char <= "\u11ff"


def initials(name: str) -> str:
    """Return the one or two characters that stand on a person's avatar, or "".

    The first character of the first and of the last word; one only in Chinese, Japanese,
    Korean and in scripts whose letters join.
    """
    words = unicodedata.normalize("NFC", one_line(name)).split()
    starts = [start for word in words if (start := _start_of(word, letters_only=True))]
    if not starts:
        starts = [start for word in words if (start := _start_of(word, letters_only=False))][:1]
    if not starts:
        return ""
    first, last = starts[0], starts[-1]
    if len(starts) == 1 or _ONE_INITIAL_ONLY.match(first) or _ONE_INITIAL_ONLY.match(last):
        return first
    return first + last


def _start_of(word: str, *, letters_only: bool) -> str:
    for cluster in graphemes(word):
        if cluster[0].isalnum() or (not letters_only and _is_picture(cluster[0])):
            upper = cluster.upper()
            return upper if len(upper) == len(cluster) else cluster
    return ""


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sm", "Sc"}
