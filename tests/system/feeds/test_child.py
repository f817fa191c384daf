import os
import socket
import sys
import threading
import time

import pytest

from relationship_journal.errors import Cancelled, FeedTooHeavy, NotAFeed
from relationship_journal.system.feeds.child import FeedReader
from tests.system.feeds import hostile

FEED = (
    b"<rss version='2.0'><channel><title>Q</title><item><title>Roses</title></item></channel></rss>"
)
DEAF = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(scope="module")
def reader():
    reader = FeedReader()
    yield reader
    reader.close()


def test_a_feed_read_by_the_child_is_what_it_would_be_here(reader):
    from relationship_journal.system.feeds.parse import read_feed

    assert reader.read(FEED, "https://a.example/") == read_feed(FEED, "https://a.example/")


def test_nothing_of_the_folder_one_stands_in_is_run(tmp_path, monkeypatch):
    for name in ("feedparser", "json", "relationship_journal"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not ours')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here = FeedReader()
    try:
        assert here.read(FEED).entries[0].title == "Roses"
    finally:
        here.close()


def test_what_is_no_feed_is_told_and_the_child_reads_on(reader):
    with pytest.raises(NotAFeed):
        reader.read(b"<html></html>")
    assert reader.read(FEED).entries[0].title == "Roses"


def test_a_page_is_read_by_the_child(reader):
    page = reader.read_page(
        b'<link rel="alternate" type="application/rss+xml" href="/feed"><title>Ana</title>',
        "https://ana.example/",
        "text/html",
        ('<https://ana.example/hook>; rel="webmention"',),
    )
    assert [feed.url for feed in page.feeds] == ["https://ana.example/feed"]
    assert (page.title, page.webmention) == ("Ana", "https://ana.example/hook")


def test_a_reader_that_takes_too_long_is_stopped():
    slow = FeedReader(limit=0.2, command=DEAF)
    started = time.monotonic()
    with pytest.raises(FeedTooHeavy):
        slow.read(FEED)
    assert time.monotonic() - started < 5
    slow.close()


def test_a_new_child_follows_one_that_died(reader):
    reader.read(FEED)
    reader._child.kill()
    reader._child.wait()
    assert reader.read(FEED).entries[0].title == "Roses"


def test_closing_twice_is_once_and_reading_starts_again(reader):
    reader.close()
    reader.close()
    assert reader.read(FEED).title == "Q"


@pytest.mark.timeout(180)
def test_no_hostile_document_takes_ten_seconds_a_gibibyte_or_an_address(reader):
    """Memory is held by the child's own limit; here its peak is looked at all the same."""
    assert len(hostile.DOCUMENTS) == 43
    canary = socket.create_server(("127.0.0.1", 0))
    canary.setblocking(False)
    for name, made in hostile.DOCUMENTS.items():
        body = made(canary.getsockname()[1])
        started = time.monotonic()
        try:
            feed = reader.read(body, "https://a.example/")
        except (NotAFeed, FeedTooHeavy):
            feed = None
        assert time.monotonic() - started < 10, name
        for entry in feed.entries if feed else ():
            assert entry.link.startswith(("https://", "http://")) or not entry.link, name
            assert "root:" not in entry.title + entry.excerpt, name
            assert "<script" not in entry.title, name
    with canary, pytest.raises(BlockingIOError):
        canary.accept()
    if sys.platform == "linux":
        import resource

        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1024 * 1024


def test_a_reading_is_given_up_at_once_from_another_thread():
    slow = FeedReader(limit=30, command=DEAF)
    came = []

    def ask():
        try:
            slow.read(FEED)
        except Cancelled:
            came.append("stopped")

    asking = threading.Thread(target=ask)
    asking.start()
    deadline = time.monotonic() + 10
    while slow._child is None and time.monotonic() < deadline:
        os.sched_yield()
    started = time.monotonic()
    slow.abandon()
    asking.join(10)
    assert (came, time.monotonic() - started < 2) == (["stopped"], True)
    with pytest.raises(Cancelled):
        slow.read(FEED)
    slow.close()
