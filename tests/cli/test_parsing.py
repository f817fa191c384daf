"""Words as typed, sorted: options anywhere, and text that looks like one."""

import pytest

from relationship_journal.cli.parsing import (
    Argument,
    Command,
    Given,
    Option,
    Request,
    UsageError,
    read,
)


def command(name: str, *arguments: Argument, **more: object) -> Command:
    options = (
        Option("--circle", "", "C"),
        Option("--tag", "", "T", is_many=True),
        Option("--mute", ""),
        Option("--unmute", ""),
        Option("--contact", "", "WHO", replaces="ID"),
    )
    return Command(
        name, "", lambda _core, _given: None, arguments, options, (("--mute", "--unmute"),), **more
    )


WHO = Argument("WHO", "", is_text=True)
TEXT = Argument("TEXT", "", is_needed=False, is_text=True)
COMMANDS = (
    command("note", WHO, TEXT),
    command("done", Argument("ID", "")),
    command("later", Argument("ID", ""), Argument("WHEN", "")),
    command("import", Argument("FILE", "", is_many=True)),
    command("list"),
)


def sorted_out(line: str) -> Request:
    return read(line.split(), COMMANDS)


def refusal(line: str) -> str:
    with pytest.raises(UsageError) as caught:
        sorted_out(line)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("note Ana hello", {"WHO": ["Ana"], "TEXT": ["hello"]}),
        ("note Ana", {"WHO": ["Ana"]}),
        ("note Ana --hello", {"WHO": ["Ana"], "TEXT": ["--hello"]}),
        ("note -1 -", {"WHO": ["-1"], "TEXT": ["-"]}),
        ("note --mute Ana x", {"--mute": [""], "WHO": ["Ana"], "TEXT": ["x"]}),
        ("note -- Ana --mute", {"WHO": ["Ana"], "TEXT": ["--mute"]}),
        ("note Ana -- --", {"WHO": ["Ana"], "TEXT": ["--"]}),
        ("note Ana --circle=Inner", {"WHO": ["Ana"], "--circle": ["Inner"]}),
        ("note Ana --circle -5", {"WHO": ["Ana"], "--circle": ["-5"]}),
        ("note Ana --circle=--mute", {"WHO": ["Ana"], "--circle": ["--mute"]}),
        ("note Ana --circle=a=b", {"WHO": ["Ana"], "--circle": ["a=b"]}),
        ("note Ana --circle=", {"WHO": ["Ana"], "--circle": [""]}),
        ("note Ana --tag a --tag=b", {"WHO": ["Ana"], "--tag": ["a", "b"]}),
        ("import a b c", {"FILE": ["a", "b", "c"]}),
        ("import -- --a", {"FILE": ["--a"]}),
        ("later 3 fri", {"ID": ["3"], "WHEN": ["fri"]}),
        ("later --contact Ana fri", {"--contact": ["Ana"], "WHEN": ["fri"]}),
        ("-- list", {}),
    ],
)
def test_words_find_their_places(line, words):
    assert sorted_out(line).words == words


@pytest.mark.parametrize(
    "line",
    ["--journal J --json list", "list --journal J --json", "--json list --journal=J"],
)
def test_the_options_of_every_command_stand_before_or_after_it(line):
    assert sorted_out(line).common == {"--journal": "J", "--json": ""}


def test_an_option_of_every_command_that_comes_again_counts_last():
    assert sorted_out("--journal a list --journal b").common == {"--journal": "b"}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nte Ana", "There is no command “nte”. Did you mean “note”?"),
        ("", None),
        ("--jsn list", "There is no option “--jsn”. Did you mean “--json”?"),
        ("--circle x list", "There is no option “--circle”."),
        ("note", "“note” needs WHO."),
        ("note Ana a b", "“b” is one word too many for “note”."),
        ("note Ana x --crcle y", "“note” has no option “--crcle”. Did you mean “--circle”?"),
        ("list --crcle=y", "“list” has no option “--crcle”. Did you mean “--circle”?"),
        ("list extra", "“extra” is one word too many for “list”."),
        ("done --x", "“done” has no option “--x”."),
        ("import --x", "“import” has no option “--x”."),
        ("import", "“import” needs FILE."),
        ("later fri", "“later” needs WHEN."),
        ("later --contact Ana 3 fri", "“fri” is one word too many for “later”."),
        ("note Ana --circle", "“--circle” needs C."),
        ("note Ana --circle --mute", "“--circle” needs C."),
        ("note Ana --circle -- x", "“--circle” needs C."),
        ("note Ana --mute=yes", "“--mute” takes no value."),
        ("note Ana --circle a --circle b", "“--circle” stands there twice."),
        ("note Ana --mute --unmute", "“--mute” and “--unmute” do not go together."),
        ("list --journal", "“--journal” needs FILE."),
    ],
)
def test_what_makes_no_command_is_told_in_a_sentence(line, sentence):
    if sentence is None:
        assert sorted_out(line).command is None
    else:
        assert refusal(line).startswith(sentence)


@pytest.mark.parametrize("line", ["note --help", "--help note", "-h note", "note Ana a b --help"])
def test_help_is_given_whatever_else_is_wrong(line):
    request = sorted_out(line)
    assert "--help" in request.common
    assert request.command is COMMANDS[0]


def test_what_was_not_given_is_told_apart_from_what_is_empty():
    given = Given({"--circle": [""], "--tag": ["a", "b"]})
    assert "--circle" in given
    assert "--mute" not in given
    assert given.text("--circle") == ""
    assert given.text("--name") == ""
    assert given.value("--name") is None
    assert given.all("--tag") == ("a", "b")
