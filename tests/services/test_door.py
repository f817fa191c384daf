import pytest

from relationship_journal.errors import InvalidInput
from relationship_journal.services import door


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana  Duarte\t", "Ana  Duarte"),
        ("Ana\nDuarte", "Ana Duarte"),
        ("A\x00na\ud83d", "Ana"),
        ("", ""),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_a_line_is_one_line_of_what_can_be_stored(typed, kept):
    assert door.line("name", typed) == kept


def test_a_line_has_at_most_2000_characters():
    assert len(door.line("name", "x" * 2000)) == 2000
    with pytest.raises(InvalidInput, match="longer than 2000 characters"):
        door.line("name", "x" * 2001)


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_a_text_that_is_needed_is_not_blank(text):
    assert door.words("note", text).strip() == ""
    with pytest.raises(InvalidInput, match="The note is empty"):
        door.words("note", text, is_needed=True)


def test_a_text_keeps_its_lines_and_loses_carriage_returns():
    assert door.words("note", "a\r\nb\n\n  c \x00") == "a\nb\n\n  c "


@pytest.mark.parametrize("sign", ["x", "é", "語", "🌻"])
def test_a_text_holds_4_mebibytes_of_utf_8(sign):
    most = door.LONGEST_TEXT // len(sign.encode())
    assert door.words("note", sign * most) == sign * most
    with pytest.raises(InvalidInput, match="larger than 4 MiB") as refused:
        door.words("note", sign * (most + 1))
    assert refused.value.field == "note"


@pytest.mark.parametrize("text", ["", "1984-05-03", "--02-29", "1984-02-29"])
def test_a_birthday_is_a_day_with_or_without_its_year(text):
    assert door.birthday(text) == text


@pytest.mark.parametrize(("field", "words"), [("url", "address"), ("family_name", "family name")])
def test_every_field_has_words(field, words):
    assert door.field_label(field) == words
