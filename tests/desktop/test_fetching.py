"""Posts looked for by the program on a real desktop, from a site on this machine."""

import pytest

from relationship_journal.core import open_core
from tests.desktop.desk import wait_until
from tests.desktop.program import Program
from tests.feed_server import behaviours
from tests.feed_server.server import FeedServer

BARE = {"tray": "none", "notifier": "none"}


@pytest.fixture
def server():
    with FeedServer(dict(behaviours.BEHAVIOURS)).running_in_a_thread() as running:
        yield running


def follow(program, url, name):
    """Follow somebody new at an address of this machine."""
    core = open_core(program.journal, begin=True)
    core.following.follow(core.contacts.add(name), url, is_own_network=True)
    core.close()


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_f5_asks_the_feeds_and_quitting_does_not_wait_for_a_slow_one(desktop, server):
    program = Program(desktop)
    for name in ("ok", "etag304"):
        follow(program, server.url(name), name)
    program.start()
    program.window.wait_for("label", "Everything stays on this computer", seconds=20)
    program.wait_for_keyboard()
    desktop.keys("F5")
    program.window.wait_for("label", "/^Looked for posts at/", seconds=20)
    program.window.wait_for("label", "Looked for posts: nothing new.")
    assert sorted(server.counts) == ["etag304", "ok"]
    assert {one["backfill"] for one in program.ask("posts")} == {True}
    follow(program, server.url("slow_first_byte"), "slow")
    desktop.keys("F5")
    wait_until(lambda: server.counts["slow_first_byte"] == 1, "the slow site to be asked")
    desktop.keys("ctrl+q")
    assert program.end() == 0
    assert program.said() == ""
