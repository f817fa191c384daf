import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.query import (
    escape_like,
    like_pattern,
    needs_like,
    terms,
    trigram_expression,
    words_expression,
)


@pytest.fixture(scope="module")
def tables():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(body, tokenize='unicode61')")
    connection.execute("CREATE VIRTUAL TABLE trigrams USING fts5(body, tokenize='trigram')")
    text = "Ana Moss writes an e-mail on NEAR"
    connection.execute("INSERT INTO words VALUES (?)", (text,))
    connection.execute("INSERT INTO trigrams VALUES (?)", (text,))
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "words", "trigrams"),
    [
        ("an", '"an"*', None),
        ("ana moss", '"ana" "moss"*', '"ana" "moss"'),
        ("  Ana\tMo ", '"Ana" "Mo"*', None),
        ('"ana moss"', '"ana moss"', '"ana moss"'),
        ('"ana mo', '"ana mo"*', '"ana mo"'),
        ("“ana moss” wr", '"ana moss" "wr"*', None),
        ("e-mail", '"e-mail"*', '"e-mail"'),
        ("ana OR bo", '"ana" "OR" "bo"*', None),
        ("name:ana", '"name:ana"*', '"name:ana"'),
        ("ana* & (", '"ana*"*', '"ana*"'),
        ("李小龙", '"李小龙"*', '"李小龙"'),
        ("", None, None),
        (' " " * ', None, None),
        ("a\x00b\udcff", '"ab"*', None),
    ],
)
def test_a_typed_search_becomes_expressions(typed, words, trigrams):
    assert words_expression(typed) == words
    assert trigram_expression(typed) == trigrams


@pytest.mark.parametrize(
    ("typed", "needed"),
    [("李", True), ("小龙", True), ("李小龙", False), ("ana 李", True), ("an", False), ("한", True),
     ("かな", True), ("", False), ("я", False)],
)  # fmt: skip
def test_short_chinese_japanese_and_korean_words_need_like(typed, needed):
    assert needs_like(typed) is needed


def test_wildcards_of_like_are_plain_characters():
    assert like_pattern("50%_\\") == "%50\\%\\_\\\\%"
    assert escape_like("a_b") == "a\\_b"


def test_very_long_searches_are_cut():
    assert len(terms("a " * 5000)) == 32
    assert len(terms("b" * 5000)[0]) == 200


def test_the_expressions_find_what_was_meant(tables):
    for typed in ("an mo", "an", '"moss writes"', "e-ma", "near", "ANA mos"):
        found = tables.execute(
            "SELECT 1 FROM words WHERE words MATCH ?", (words_expression(typed),)
        )
        assert found.fetchall(), typed
    for typed in ('"moss wri"', "bo", "writes OR bo"):
        found = tables.execute(
            "SELECT 1 FROM words WHERE words MATCH ?", (words_expression(typed),)
        )
        assert not found.fetchall(), typed
    inside = (trigram_expression("rit"),)
    assert tables.execute("SELECT 1 FROM trigrams WHERE trigrams MATCH ?", inside).fetchall()


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.text("\"*^:(){}+-~ANDORNEAT. '\\%_李", max_size=40))
def test_nothing_typed_breaks_out_of_an_expression(tables, typed):
    for sql, expression in (
        ("SELECT rowid FROM words WHERE words MATCH ?", words_expression(typed)),
        ("SELECT rowid FROM trigrams WHERE trigrams MATCH ?", trigram_expression(typed)),
    ):
        if expression is not None:
            assert len(tables.execute(sql, (expression,)).fetchall()) <= 1
    pattern = like_pattern(typed.replace("\x00", ""))
    text = f"x{typed.replace(chr(0), '')}y"
    assert tables.execute("SELECT ? LIKE ? ESCAPE '\\'", (text, pattern)).fetchone() == (1,)
