import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.text import (
    apart,
    clean,
    excerpt,
    first_line,
    fold,
    graphemes,
    initials,
    is_blank,
    one_line,
    sort_key,
)

FAMILY = "👩‍👩‍👧"
anything = st.text(st.characters())  # lone surrogates and NUL too


@pytest.mark.parametrize(
    ("typed", "kept", "is_changed"),
    [
        ("", "", False),
        ("Ana\r\n\t ", "Ana\r\n\t ", False),
        ("A\x00na", "Ana", True),
        ("\ud83d", "", True),
        ("M\udcfcller", "Mller", True),
        ("\ud83d\ude00", "😀", False),
        ("\ud83d\x00\ude00", "", True),
        ("\ude00\ud83d\ude00\ud83d", "😀", True),
        ("\x07\u202eשלום", "\x07\u202eשלום", False),
    ],
)
def test_only_what_cannot_be_stored_is_taken_out(typed, kept, is_changed):
    assert clean(typed) == (kept, is_changed)


@given(anything)
def test_cleaned_text_can_be_stored(text):
    kept, _removed = clean(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert clean(kept) == (kept, False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana\r\nSilva ", "Ana Silva"),
        ("Ana\x00\x1b[31m", "Ana [31m"),
        ("Ana\u202eavliS", "AnaavliS"),
        ("\u2067שלום\u2069", "שלום"),
        ("a\u2028b", "a b"),
        ("A  B", "A  B"),
        (FAMILY, FAMILY),
        ("\u200fשלום", "\u200fשלום"),
    ],
)
def test_a_name_is_one_line_that_turns_nothing_around(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize("text", ["", "Ana Duarte", "Siân", "山田 さくら", "Олена", "19"])
def test_words_from_left_to_right_stand_in_a_sentence_as_they_are(text):
    assert apart(text) == text


@pytest.mark.parametrize("text", ["ليلى حداد", "חלון לחצר", "Ana ליאת"])
def test_words_from_right_to_left_are_set_apart_in_a_sentence(text):
    assert apart(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize(
    "text", ["", " ", "\t\r\n", "\u200b", "\u2800", "\u3164", "\u00a0\u2003", "\ufeff"]
)
def test_text_without_anything_to_see_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "-", "😀", "0", " ́a", "李"])
def test_text_with_anything_to_see_is_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZOË", "zoe"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Ægir", "aegir"),
        ("O’Brien", "o'brien"),
        ("Jean‑Luc", "jean-luc"),
        ("ﬁne", "fine"),
        ("Ａｎａ", "ana"),
        ("Ana\u00a0 Silva", "ana silva"),
        ("a\u00adna", "ana"),
        ("مُحَمَّد", "محمد"),
        ("Ё", "е"),
        ("ﾊﾟ", "パ"),
    ],
)
def test_texts_are_found_without_case_and_accents(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("が", "か"), ("क्त", "कत"), ("ana", "anna"), ("각", "가")]
)
def test_marks_that_make_another_letter_still_count(one, other):
    assert fold(one) != fold(other)


@given(anything)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_names_sort_without_case_accents_and_leading_marks():
    names = ["Zoë", "émile", "“Ana”", "Łukasz", "Lena", "Østen", "!!"]
    assert sorted(names, key=sort_key) == ["!!", "“Ana”", "émile", "Lena", "Łukasz", "Østen", "Zoë"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana Silva", "AS"),
        ("ana maria silva", "AS"),
        ("Ana", "A"),
        ("  ", ""),
        ("李小龙", "李"),
        ("山田 太郎", "山"),
        ("김 민수", "김"),
        ("محمد علي", "م"),
        ("राम कुमार", "रा"),
        ("क्षमा", "क्ष"),
        ("Ana 李", "A"),
        ("Шура Иванова", "ШИ"),
        ("e\u0301mile zola", "ÉZ"),
        ("x\u0301\u0302yz", "X\u0301\u0302"),
        (f"{FAMILY} Moss", "M"),
        (FAMILY, FAMILY),
        ("🇦🇹🇫🇷", "🇦🇹"),
        ("👋🏽", "👋🏽"),
        ("Ana 🌸", "A"),
        ("(Jo) “Bo”", "JB"),
        ("@mara@moss.example", "M"),
        ("ß", "ß"),
        ("3 Amigos", "3A"),
        ("שרה לוי", "של"),
        ("\u202eAna", "A"),
        ("--", ""),
        ("\u1112\u1161\u11ab x", "한"),
    ],
)
def test_initials_are_whole_characters_of_the_first_and_last_word(name, shown):
    assert initials(name) == shown


@given(anything)
def test_any_name_has_initials_that_fit(name):
    assert len(list(graphemes(initials(name)))) <= 2


@given(anything)
def test_graphemes_put_together_are_the_text(text):
    assert "".join(graphemes(text)) == text


def test_the_first_line_is_the_first_with_something_in_it():
    assert first_line("\n \n  Ana \nBo") == "Ana"
    assert first_line(" \n") == ""


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("short", 10, "short"),
        ("hello wonderful world of things", 20, "hello wonderful…"),
        ("one\n two\tthree", 40, "one two three"),
        ("abcdefghij", 5, "abcd…"),
        (f"ab{FAMILY}cd", 5, "ab…"),
        ("ab cdefghijkl", 12, "ab cdefghij…"),
        ("hello world again", 12, "hello world…"),
    ],
)
def test_an_excerpt_is_cut_between_words_or_characters(text, length, shown):
    assert excerpt(text, length) == shown


@given(anything, st.integers(1, 40))
def test_an_excerpt_is_never_longer_than_asked(text, length):
    assert len(excerpt(text, length)) <= length


def test_an_excerpt_of_a_long_note_is_quick_and_marked():
    assert excerpt("a" * 4_000_000, 20) == "a" * 19 + "…"
    assert excerpt(" " * 4_000_000 + "x", 20) == "x"
