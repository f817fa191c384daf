"""What is printed: plain lines, whoever wrote what stands in them."""

import pytest

from relationship_journal.cli.output import Result, show


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Ev\x1b[2Jil, comment 1 here", "Ev [2Jil, comment 1 here\n"),
        ("  https://ana.example/\x9b2J", "  https://ana.example/ 2J\n"),
        ("Ana\u202e, 24 Nov", "Ana, 24 Nov\n"),
        ("Ana:  two  blanks\n  and a line below", "Ana:  two  blanks\n  and a line below\n"),
        ("", "\n"),
    ],
)
def test_no_line_works_the_terminal(capsysbinary, line, printed):
    show(Result({}, [line]), as_json=False)
    assert capsysbinary.readouterr().out.decode() == printed


def test_json_holds_what_is_kept_and_no_raw_control(capsysbinary):
    show(Result({"name": "Ev\x1b[2Jil"}), as_json=True)
    out = capsysbinary.readouterr().out
    assert out == b'{"name": "Ev\\u001b[2Jil"}\n'
