"""The timeline's rows: what they say, in which order, a page at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.services.rows import TimelineRow
from relationship_journal.ui.models import timeline_words as words
from relationship_journal.ui.models.timeline_model import PAGE, TimelineModel

AT = datetime(2026, 11, 7, 12, tzinfo=UTC)


@pytest.fixture
def model(qapp, core):
    return TimelineModel(core)


def picture(model):
    lines = []
    for place in range(model.rowCount()):
        line = model.line(place)
        if line.month:
            lines.append(f"== {line.month}")
        lines.append(
            f"{line.icon} {line.title} | {line.day}" + (f" | {line.text}" if line.text else "")
        )
    return lines


def test_rows_are_grouped_by_month_the_newest_first(core, clock, people, model):
    (ana, tom) = people("Ana Duarte", "Tom Okafor")
    core.entries.write_down(
        [ana], "Thanked her.", channel=Channel.COMMENT, intent=Intent.THANKS, at=AT
    )
    core.entries.write_down(
        [ana, tom],
        "",
        direction=Direction.INCOMING,
        channel=Channel.CALL,
        at=AT - timedelta(days=9),
    )
    core.notes.add(ana, "Moves in spring.")
    done = core.follow_ups.add(ana, date(2026, 11, 20), "Send the title")
    clock.wind(minutes=5)
    core.follow_ups.complete(done)
    core.entries.write_down([ana], "Hello", channel=Channel.OTHER, at=AT - timedelta(days=400))
    model.show(ana, "Ana")
    assert picture(model) == [
        "== November",
        "bell Send the title, done | today",
        "sticky-note Note | today | Moves in spring.",
        "arrow-up-right From me, blog comment, thank you | 7 Nov | Thanked her.",
        "== October",
        "phone From Ana, call, with Tom Okafor | 29 Oct",
        "== October 2025",
        "arrow-up-right From me | 3 Oct 2025 | Hello",
    ]


def test_older_rows_come_a_page_at_a_time_until_all_are_there(core, people, model):
    (ana,) = people("Ana")
    for number in range(PAGE * 2 + 5):
        core.entries.write_down([ana], str(number), at=AT - timedelta(hours=number))
    model.show(ana)
    assert (model.rowCount(), model.has_more) == (PAGE, True)
    model.read_older()
    model.read_older()
    model.read_older()
    assert not model.has_more
    texts = [model.row_at(place).text for place in range(model.rowCount())]
    assert texts == [str(number) for number in range(PAGE * 2 + 5)]


def test_rows_of_one_instant_are_never_lost_between_two_pages(core, people, model):
    """An import writes hundreds of notes at one instant, and a page ends between instants."""
    (ana,) = people("Ana")
    core.entries.write_down([ana], "older", at=AT - timedelta(days=1))
    for number in range(PAGE + 20):
        core.entries.write_down([ana], f"same {number}", at=AT)
    for number in range(5):
        core.entries.write_down([ana], f"newer {number}", at=AT + timedelta(hours=1 + number))
    model.show(ana)
    while model.has_more:
        model.read_older()
    texts = [model.row_at(place).text for place in range(model.rowCount())]
    assert len(texts) == len(set(texts)) == PAGE + 26
    assert texts[-1] == "older"


def test_showing_again_keeps_as_many_rows_as_are_asked_for_and_what_was_unfolded(
    core, people, model
):
    (ana,) = people("Ana")
    for number in range(PAGE * 2):
        core.entries.write_down([ana], str(number), at=AT - timedelta(hours=number))
    model.show(ana)
    model.read_older()
    model.toggle_expanded(3)
    model.show(ana, at_least=PAGE + 7)
    assert model.rowCount() == PAGE + 7
    assert model.line(3).is_expanded
    model.show(None)
    assert model.rowCount() == 0


def test_a_row_is_spoken_whole_with_its_month_day_and_words(core, people, model):
    (ana,) = people("Ana")
    core.entries.write_down([ana], "Slow\nfeeds", channel=Channel.FORUM, at=AT)
    model.show(ana, "Ana")
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "November. From me, forum, 7 Nov: Slow feeds"


@pytest.mark.parametrize(
    ("name", "given", "called"),
    [
        ("Ana Duarte", "", "Ana"),
        ("Duarte, Ana", "Ana", "Ana"),
        ("The Quiet Garden", "", "The Quiet Garden"),
        ("山田 さくら", "", "山田 さくら"),
        ("ليلى حداد", "", "ليلى"),
        ("x" * 40, "", "x" * 23 + "…"),
        ("👩‍🌾", "", "👩‍🌾"),
    ],
)
def test_somebody_is_called_by_their_first_name(name, given, called):
    assert words.first_name(name, given) == called


def test_every_channel_and_reason_has_its_words_within_a_line():
    for channel in Channel:
        row = TimelineRow("entry", 1, AT, "", direction=Direction.INCOMING, channel=channel)
        assert words.timeline_title(row, "Ana").startswith("From Ana")
        icon, color = words.timeline_icon(row)
        assert icon
        assert color == "answer"
    for intent in Intent:
        assert words.intent_in_line(intent)


def test_a_post_says_that_its_thread_moved_on():
    assert words.timeline_text(TimelineRow("post", 1, AT, "On moss")) == ""
    row = TimelineRow("post", 1, AT, "On moss", outcome="moved_on")
    assert words.timeline_text(row) == "The thread moved on since you wrote there."
