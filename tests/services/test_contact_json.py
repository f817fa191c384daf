import json
from datetime import UTC, date, datetime, time

import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.services.contact_json import instant_text, whole_contact

HANDLE = "@ana@moss.example"


@pytest.fixture
def as_json(core):
    def make(one):
        return whole_contact(
            core.contacts.whole(one),
            core.follow_ups.open_of(one),
            core.promises.open_of(one),
            core.timeline.of(one),
        )

    return make


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (None, None),
        (datetime(2026, 11, 23, 10, 30, 5, tzinfo=UTC), "2026-11-23T10:30:05Z"),
        (datetime(201, 1, 2, tzinfo=UTC), "0201-01-02T00:00:00Z"),
    ],
)
def test_an_instant_is_utc_with_a_z(at, text):
    assert instant_text(at) == text


def test_a_contact_of_whom_only_the_name_is_known_has_every_key(core, as_json):
    whole = as_json(core.contacts.add("Ana"))
    assert [whole[key] for key in ("emails", "tags", "follow_ups", "promises", "timeline")] == [
        []
    ] * 5
    assert [whole[key] for key in ("birthday", "last_spoke", "due", "deleted")] == [None] * 4
    assert (whole["name"], whole["circle"], whole["photo"], whole["custom"]) == (
        "Ana", "No plan", False, {},
    )  # fmt: skip


def test_a_contact_is_told_whole(core, clock, as_json):
    ana = core.contacts.add(
        "Ana",
        urls=["moss.example/@ana"],
        emails=["ana@moss.example"],
        tags=["feeds"],
        circle="Inner",
    )
    core.contacts.edit(ana, birthday="--05-03", organization="Moss")
    core.contacts.set_custom(ana, [("Cat", "Miso"), ("Cat (2)", "Soba"), ("Cat", "Udon")])
    core.contacts.set_names(ana, [("Bia", "pen")])
    core.contacts.pause_until(ana, date(2027, 1, 1))
    one = core.entries.write_down(
        [ana], "Thanks", direction=Direction.INCOMING, channel=Channel.COMMENT,
        intent=Intent.THANKS, url="moss.example/1",
    )  # fmt: skip
    call = core.follow_ups.add(ana, date(2026, 12, 1), "Call", at=time(9, 5), repeat="weekly")
    core.follow_ups.snooze(call, date(2026, 12, 3))
    book = core.promises.make(ana, "Send the book", date(2026, 12, 5))
    whole = as_json(ana)
    assert json.loads(json.dumps(whole)) == whole
    assert whole["profiles"] == [
        {"url": "https://moss.example/@ana", "site": "moss.example", "handle": HANDLE, "label": ""}
    ]
    assert whole["custom"] == {"Cat": "Miso", "Cat (2)": "Soba", "Cat (3)": "Udon"}
    assert whole["names"] == [{"value": "Bia", "kind": "pen"}]
    assert (whole["birthday"], whole["last_spoke"], whole["due"], whole["paused_until"]) == (
        "--05-03", "2026-11-23T10:30:00Z", "2026-12-07", "2027-01-01",
    )  # fmt: skip
    assert whole["follow_ups"] == [
        {
            "id": call, "due": "2026-12-03", "text": "Call", "repeat": "weekly", "at": None,
            "from_completion": False,
        }
    ]  # fmt: skip
    assert whole["promises"] == [{"id": book, "text": "Send the book", "by": "2026-12-05"}]
    entry = whole["timeline"][-1]
    assert entry == {
        "kind": "entry", "id": one, "at": "2026-11-23T10:30:00Z", "text": "Thanks",
        "direction": "incoming", "channel": "comment", "intent": "thanks",
        "url": "https://moss.example/1", "outcome": None,
    }  # fmt: skip
    core.contacts.delete(ana)
    assert as_json(ana)["deleted"] == "2026-11-23T10:30:00Z"
