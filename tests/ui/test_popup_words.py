"""What a reminder about a post says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from relationship_journal.ui.models import popup_words
from tests.ui.test_carrier import row

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def published():
    return replace(
        row("Ana"),
        reason="post",
        text="On quiet gardens",
        post_title="On quiet gardens",
        post_url="https://www.quietgardens.example/p",
        post_at=NOW - timedelta(hours=16),
    )


def test_a_post_is_named_with_its_site_and_time():
    assert popup_words.what(published()) == "On quiet gardens"
    place = popup_words.published(published(), NOW, UTC)
    assert place == "quietgardens.example, yesterday at 18:30"
    said = popup_words.body([published()], NOW, UTC)
    assert said.startswith("Published: On quiet gardens\n")


def test_nothing_is_said_of_a_place_without_a_post():
    assert popup_words.published(row("Ana"), NOW, UTC) == ""
