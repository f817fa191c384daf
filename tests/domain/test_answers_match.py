"""Whose a comment is: by answer, address, author and alias; a bare name only asks."""

from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.domain.answers_match import (
    Directory,
    Me,
    Thread,
    is_after,
    is_mine,
    own_comment,
    whose,
)
from relationship_journal.domain.comments import Comment

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA, BO = 1, 2
ME = Me(frozenset({"joan"}), frozenset({"joan.example"}))
THREAD = Thread(ANA, "ana m.", NOON, own_comment="https://ana.example/p#comment-11")


def comment(name="Somebody", **fields):
    return Comment("c1", name, **{"at": NOON + timedelta(hours=1), **fields})


@pytest.mark.parametrize(
    ("one", "directory", "thread", "found"),
    [
        (comment(parent="https://ana.example/p#comment-11"), Directory(), THREAD, (ANA, "parent")),
        (comment(parent="11"), Directory(), THREAD, (ANA, "parent")),
        (comment("Bo", parent="11"), Directory(names={"bo": [BO]}), THREAD, (BO, "parent")),
        (comment(parent="12"), Directory(), THREAD, (None, "")),
        (
            comment(author_url="https://www.bo.example/"),
            Directory(addresses={"bo.example": [BO]}),
            THREAD,
            (BO, "address"),
        ),
        (
            comment(author_url="https://bo.example/"),
            Directory(addresses={"bo.example": [BO, ANA]}),
            None,
            (None, ""),
        ),
        (comment("ANA M."), Directory(), THREAD, (ANA, "author")),
        (comment("Ana M."), Directory(), None, (None, "")),
        (comment("Bobo"), Directory(aliases={"bobo": [BO]}), None, (BO, "alias")),
        (comment("Bo"), Directory(names={"bo": [BO]}), None, (BO, "name")),
        (comment("Bo"), Directory(names={"bo": [BO, ANA]}), None, (None, "")),
        (
            comment("Bo"),
            Directory(names={"bo": [BO]}, denied=frozenset({("bo", BO)})),
            None,
            (None, ""),
        ),
    ],
)
def test_the_strongest_sign_says_whose_it_is(one, directory, thread, found):
    match = whose(one, directory, thread)
    assert (match.contact_id, match.strength) == found


@pytest.mark.parametrize(("strength", "is_sure"), [("alias", True), ("name", False)])
def test_a_bare_name_only_asks(strength, is_sure):
    directory = Directory(**{"aliases" if strength == "alias" else "names": {"bo": [BO]}})
    assert whose(comment("Bo"), directory).is_sure == is_sure


@pytest.mark.parametrize(
    ("one", "mine"),
    [
        (comment("Joan"), True),
        (comment("JOAN", author_url="https://joan.example"), True),
        (comment("Somebody", author_url="https://joan.example/"), True),
        (comment("Joan", author_url="https://other-joan.example"), False),
        (comment("Ana"), False),
    ],
)
def test_my_own_comments_are_known_by_address_and_name(one, mine):
    assert is_mine(one, ME) == mine


def test_my_comment_is_the_one_nearest_to_when_i_wrote_it_down():
    early = Comment("c1", "Joan", at=NOON - timedelta(days=9))
    near = Comment("c2", "Joan", at=NOON - timedelta(minutes=3))
    assert own_comment([early, near, comment("Ana")], ME, NOON) == "c2"
    assert own_comment([early, comment("Ana")], ME, NOON) == ""


def test_only_what_came_after_mine_can_be_an_answer():
    assert is_after(comment(at=NOON + timedelta(minutes=1)), NOON)
    assert is_after(comment(at=NOON - timedelta(minutes=9)), NOON)
    assert is_after(comment(at=None), NOON)
    assert not is_after(comment(at=NOON - timedelta(hours=1)), NOON)
