"""The guard: whether wording was used to somebody else before. Texts in, likeness out."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from relationship_journal.domain import friendly
from relationship_journal.domain.calendar_names import weekday_name
from relationship_journal.domain.text import fold
from relationship_journal.i18n import gettext as _

WITHIN = timedelta(days=30)
# fewer words are a greeting or a thank-you, which anybody may get
FEWEST_WORDS = 8
_MOST_WORDS = 400
_ALIKE = 0.75
_RUN = 4
_RUNS_ALIKE = 0.8
# a word, or one character of a script that puts no space between words
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\uac00-\ud7a3]|[^\\W_]+(?:'[^\\W_]+)*"
)
_ADDRESS = re.compile(r"https?://\S+")

Wording = tuple[str, ...]


def wording(text: str, names: Sequence[str] = ()) -> Wording:
    """Return the words of a text as they are compared: folded, without names and addresses."""
    left_out = {word for name in names for word in _WORD.findall(fold(name))}
    words = _WORD.findall(fold(_ADDRESS.sub(" ", text[: _MOST_WORDS * 40])))
    return tuple(word for word in words if word not in left_out)[:_MOST_WORDS]


def is_enough(words: Wording) -> bool:
    """Say whether it is long enough to be anybody's own; short thanks are everybody's."""
    return len(words) >= FEWEST_WORDS


def is_same(one: Wording, other: Wording) -> bool:
    """Say whether two wordings are the same but for a few words, or one stands in the other."""
    if not (is_enough(one) and is_enough(other)):
        return False
    if one == other:
        return True
    shared = sum((Counter(one) & Counter(other)).values())
    if shared < _RUNS_ALIKE * min(len(one), len(other)) * _ALIKE:
        return False  # cheap, and true of almost all
    from difflib import SequenceMatcher  # noqa: PLC0415  start-up time

    is_near = 2 * shared >= _ALIKE * (len(one) + len(other))
    # the order counts: the same words may say something else
    if is_near and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE:
        return True
    return _runs_shared(one, other) >= _RUNS_ALIKE


def _runs_shared(one: Wording, other: Wording) -> float:
    """Return how much of the shorter text's runs of four words stands in the longer."""
    runs = [{text[n : n + _RUN] for n in range(len(text) - _RUN + 1)} for text in (one, other)]
    fewest = min(len(found) for found in runs)
    return len(runs[0] & runs[1]) / fewest


def sentence(name: str, day: date, today: date) -> str:
    """Return what is said of wording that was used before."""
    return _("You wrote this to {name} {day}, make it this person’s own").format(
        name=name, day=_on(day, today)
    )


def slow_lane_sentence(count: int) -> str:
    """Return what is said after enough first contacts in a week."""
    return _(
        "You turned to {n} new people this week. "
        "Take the slow lane: read this one for a while first"
    ).format(n=count)


def _on(day: date, today: date) -> str:
    days = (today - day).days
    if days < 2:
        return friendly.ago(day, today)
    if days < 7:
        return _("on {weekday}").format(weekday=weekday_name(day.weekday()))
    return _("on {day}").format(day=friendly.day_label(day, today))
