from relationship_journal.domain.link_text import Link, as_html, as_markdown

GARDENS = Link("https://quiet.example/on-(gardens)?a=1&b=2", "On *quiet* [gardens] <b>", "Ana & Co")
UNNAMED = Link("https://sea.example/tide", "", "")


def test_markdown_names_the_post_and_the_person_and_escapes_both():
    assert as_markdown([GARDENS, UNNAMED]) == (
        "- [On \\*quiet\\* \\[gardens\\] \\<b\\>](https://quiet.example/on-%28gardens%29?a=1&b=2)"
        " by Ana & Co\n"
        "- [https://sea.example/tide](https://sea.example/tide)\n"
    )


def test_html_names_the_post_and_the_person_and_escapes_both():
    assert as_html([GARDENS, UNNAMED]) == (
        "<ul>\n"
        '  <li><a href="https://quiet.example/on-(gardens)?a=1&amp;b=2">On *quiet* [gardens] '
        "&lt;b&gt;</a> by Ana &amp; Co</li>\n"
        '  <li><a href="https://sea.example/tide">https://sea.example/tide</a></li>\n'
        "</ul>\n"
    )


def test_a_title_over_several_lines_stays_on_one():
    assert as_markdown([Link("https://a.example/", "one\n- two", "A\nB")]) == (
        "- [one - two](https://a.example/) by A B\n"
    )
