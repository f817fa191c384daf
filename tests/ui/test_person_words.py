"""What the person page says of a person."""

from datetime import UTC, date, datetime

import pytest

from relationship_journal.domain.codes import Channel
from relationship_journal.services.rows import CircleRow
from relationship_journal.ui.models import person_words as words

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("29 February", "--02-29"),
        ("feb 29", "--02-29"),
        ("21 May 1980", "1980-05-21"),
        ("May 21st, 1980", "1980-05-21"),
        ("1980-05-21", "1980-05-21"),
        ("--05-21", "--05-21"),
        ("", ""),
        ("30 February", "--02-30"),
        ("tomorrow", "tomorrow"),
        ("2w", "2w"),
    ],
)
def test_a_birthday_is_understood_as_it_is_said(typed, kept):
    assert words.birthday_typed(typed) == kept


@pytest.mark.parametrize(
    ("kept", "said"),
    [("", ""), ("--02-29", "29 February"), ("1980-05-21", "21 May 1980"), ("junk", "junk")],
)
def test_a_birthday_is_shown_in_words(kept, said):
    assert words.birthday_text(kept) == said


def test_what_is_shown_of_a_birthday_is_understood_again():
    for kept in ("--02-29", "1980-05-21", "0987-12-01"):
        assert words.birthday_typed(words.birthday_text(kept)) in {kept, kept.lstrip("0")}


def test_the_last_exchange_is_said_with_its_place():
    spoke = datetime(2026, 11, 7, 12, tzinfo=UTC)
    say = words.last_spoke_sentence
    assert say(None, None, NOW, UTC) == "Not spoken yet."
    assert say(spoke, None, NOW, UTC) == "Last spoke 16 days ago."
    assert say(spoke, Channel.FORUM, NOW, UTC) == "Last spoke 16 days ago, on the forum."
    for channel in Channel:
        assert say(spoke, channel, NOW, UTC).startswith("Last spoke 16 days ago")


def test_a_circle_without_a_plan_says_its_name_only():
    assert words.circle_sentence(CircleRow(1, "Inner", 14, 3, 0)) == "Inner circle."
    assert words.circle_sentence(CircleRow(2, "No plan", None, 21, 3)) == "No plan."


def test_what_keeps_reminders_away_is_said(core, people):
    (ana,) = people("Ana")
    today = date(2026, 11, 23)
    assert words.reminders_sentence(core.contacts.whole(ana), today) == ""
    core.contacts.pause_until(ana, date(2026, 12, 5))
    assert words.reminders_sentence(core.contacts.whole(ana), today) == "Paused until 5 Dec."
    core.contacts.set_muted(ana, is_muted=True)
    assert words.reminders_sentence(core.contacts.whole(ana), today) == "Never reminded of."
    core.contacts.put_away(ana)
    assert words.reminders_sentence(core.contacts.whole(ana), today) == "Put away."
