"""Every reason that can be kept of a feed is told in a sentence."""

import pytest

from relationship_journal.domain import fetch_words
from relationship_journal.domain.fetch_state import Reading
from relationship_journal.domain.fetched import Reason

UNKNOWN = "It could not be read."
KEPT = [
    *(one.value for one in Reason if one not in {Reason.NONE, Reason.STATUS}),
    *(one.value for one in Reading if one in {Reading.NOTHING, Reading.OTHER, Reading.TOO_HEAVY}),
    "busy",
    "offline",
    "cancelled",
]


@pytest.mark.parametrize("reason", KEPT)
def test_every_reason_has_a_sentence_of_its_own(reason: str) -> None:
    sentence = fetch_words.sentence(reason)
    assert sentence != UNKNOWN
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", ""),
        ("status_404", "There is nothing at this address any more."),
        ("status_500", "The site answered with error 500."),
        ("what a later version keeps", UNKNOWN),
    ],
)
def test_what_is_kept_is_told(reason: str, sentence: str) -> None:
    assert fetch_words.sentence(reason) == sentence
