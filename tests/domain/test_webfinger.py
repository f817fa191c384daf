import json

import pytest

from relationship_journal.domain.webfinger import Finger, question_for, understand


def test_a_handle_becomes_a_question_to_its_host():
    asked = "https://social.example/.well-known/webfinger?resource=acct:ana@social.example"
    assert question_for("@ana@social.example") == asked
    assert question_for("acct:ana@social.example") == asked


@pytest.mark.parametrize("typed", ["ana@social.example", "@ana", "https://social.example/@ana", ""])
def test_what_is_no_handle_asks_nothing(typed):
    assert question_for(typed) == ""


def answer(*links):
    return json.dumps({"links": list(links)}).encode()


def test_the_profile_page_is_taken_and_other_links_are_left():
    profile = "http://webfinger.net/rel/profile-page"
    told = answer(
        {"rel": "self", "type": "application/activity+json", "href": "https://s.example/u/ana"},
        {"rel": profile, "type": "text/html", "href": "https://s.example/@ana"},
        {"rel": profile, "type": "text/html", "href": "https://s.example/second"},
    )
    assert understand(told) == Finger(page="https://s.example/@ana")


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"links": 5}', b'{"links": [5, {}]}', b"[" * 100_000],
)
def test_what_is_no_answer_says_nothing(body):
    assert understand(body) == Finger()


def test_only_web_addresses_are_taken():
    told = answer({"rel": "http://webfinger.net/rel/profile-page", "href": "javascript:alert(1)"})
    assert understand(told) == Finger()
