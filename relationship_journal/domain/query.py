"""What a typed search means, in expressions that no typed character can break out of."""

import re

from relationship_journal.domain.text import clean

_MOST_TERMS = 32
_LONGEST_TERM = 200

_TERM = re.compile(r'"([^"]*)("?)|[^\s"]+')
_CJK = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3105-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)


def terms(text: str) -> tuple[str, ...]:
    """Return the words of a search, and what stands between quotation marks as one term."""
    return tuple(term for term, _is_closed in _parsed(text))


def _parsed(text: str) -> list[tuple[str, bool]]:
    """Return (term, closed by a quotation mark); what holds no letter or digit is left out."""
    # Curly and angled marks are typed by a keyboard's autocorrection.
    plain = re.sub("[“”„«»]", '"', clean(text)[0])
    found = []
    for match in _TERM.finditer(plain):
        words = match[1] if match[1] is not None else match[0]
        term = " ".join(words.split())[:_LONGEST_TERM]
        if any(char.isalnum() for char in term):
            found.append((term, bool(match[2])))
        if len(found) == _MOST_TERMS:  # a whole page may have been pasted
            break
    return found


def words_expression(text: str) -> str | None:
    """Return an FTS5 expression for a table of words: all terms, the last as a beginning.

    None when there is nothing to search for. A phrase closed by its quotation mark is whole.
    """
    parsed = _parsed(text)
    if not parsed:
        return None
    quoted = [_quoted(term) for term, _is_closed in parsed]
    if not parsed[-1][1]:
        quoted[-1] += "*"
    return " ".join(quoted)


def trigram_expression(text: str) -> str | None:
    """Return an FTS5 expression for a table of trigrams, None when a term is too short for it."""
    found = terms(text)
    if not found or any(len(term) < 3 for term in found):
        return None
    return " ".join(_quoted(term) for term in found)


def needs_like(text: str) -> bool:
    """Say whether a term of one or two Chinese, Japanese or Korean characters is among them.

    Such a term is a word to its reader, too short for trigrams, and inside one word for FTS5.
    """
    return any(len(term) < 3 and _CJK.search(term) for term in terms(text))


def like_pattern(term: str) -> str:
    r"""Return the pattern for `LIKE ? ESCAPE '\'` that finds the term anywhere."""
    return f"%{escape_like(term)}%"


def escape_like(term: str) -> str:
    r"""Return the term so that no character of it is a wildcard of `LIKE ... ESCAPE '\'`."""
    return re.sub(r"([\\%_])", r"\\\1", term)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
