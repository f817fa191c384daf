"""The piece of a text that shows why a search found it."""

from relationship_journal.domain import text as texts

_BEFORE = 30


def snippet(body: str, typed: str, length: int) -> str:
    """Return at most `length` characters of the body around the first word typed.

    What does not stand in it literally (a word found without its accents, say) shows the line
    whose folded form holds it, else the beginning.
    """
    words = typed.lower().split()
    # A note of megabytes is not folded for one line of a list.
    near = body[:200_000]
    lowered = near.lower()
    place = min((at for word in words if (at := lowered.find(word)) >= 0), default=-1)
    if place < 0 or len(lowered) != len(near):
        folded_words = texts.fold(typed).split()
        for one in near.splitlines():
            folded = texts.fold(one)
            if any(word in folded for word in folded_words):
                return texts.excerpt(one, length)
        return texts.excerpt(near, length)
    start = max(near.rfind("\n", 0, place) + 1, 0)
    if place - start > _BEFORE:
        space = near.find(" ", place - _BEFORE, place)
        start = space + 1 if space >= 0 else place - _BEFORE
        return "…" + texts.excerpt(near[start:], length - 1)
    return texts.excerpt(near[start:], length)
