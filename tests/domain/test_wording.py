from datetime import date

import pytest

from relationship_journal.domain import wording as rules

LINE = "I loved your piece on quiet gardens and linked it in my round-up of slow reading"


def same(one, other, names=(), others=()):
    return rules.is_same(rules.wording(one, names), rules.wording(other, others))


@pytest.mark.parametrize(
    "other",
    [
        LINE,
        LINE.upper() + " !!!",
        LINE.replace("and", "— and —"),
        LINE.replace("gardens", "harbours"),
        "Hello there. " + LINE + ". See you soon, and greetings from the sea",
        "I loved your piece on quiet gárdens, and linked it in my round-up of slow reading.",
    ],
)
def test_the_same_wording_is_known_again(other):
    assert same(LINE, other)


def test_the_name_is_no_difference_and_neither_is_the_address():
    one = "Ana, " + LINE + " https://one.example/a"
    other = "Łukasz, " + LINE + " https://other.example/something-else"
    assert same(one, other, ["Ana Duarte"], ["Łukasz Wójcik"])


@pytest.mark.parametrize(
    "text",
    [
        "Thank you",
        "Thanks so much, this helped me",
        "Thank you for the kind words",
        "Happy birthday to you, Ana",
        "",
        "   ",
        "https://one.example/a/long/address/of/many/words/that/is/no/wording",
    ],
)
def test_short_thanks_and_greetings_never_count(text):
    assert not same(text, text)


@pytest.mark.parametrize(
    "other",
    [
        "I read your essay about the harbour twice, and the second time I understood the ending",
        "Your piece on gardens reminded me of my aunt's balcony in the spring of that year",
        "reading slow of round-up my in it linked and gardens quiet on piece your loved I",
        "Could you tell me where the photograph of the tide table comes from, for my own post",
    ],
)
def test_words_of_their_own_are_nobody_elses(other):
    assert not same(LINE, other)


def test_scripts_without_spaces_are_compared_by_their_signs():
    text = "あなたの静かな庭についての記事がとても好きで、私のまとめで紹介しました"
    assert same(text, text.replace("静かな", "小さな"))
    assert not same("ありがとう", "ありがとう")


def test_a_text_of_megabytes_is_compared_by_its_beginning():
    assert (
        same("one two three four five six seven eight nine ten " * 100_000, "one two " * 9) is False
    )
    assert len(rules.wording("word " * 1_000_000)) == 400


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "on Friday"),
        (date(2026, 11, 2), "on 2 Nov"),
    ],
)
def test_it_is_said_whom_and_when(day, words):
    said = rules.sentence("Ana", day, date(2026, 11, 23))
    assert said == f"You wrote this to Ana {words}, make it this person’s own"
