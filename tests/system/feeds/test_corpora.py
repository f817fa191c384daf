"""The corpora beside the project, against the marks the program is to reach on them."""

import re

import pytest

from relationship_journal.system.feeds.page import read_page
from relationship_journal.system.feeds.parse import read_feed
from tests.system.feeds import neutral
from tests.system.feeds.defects import DEFECTS, broken

pytestmark = pytest.mark.shared

ARCHIVE = re.compile(r"https://web\.archive\.org/web/\d+/")
ADDRESS = "http://diveintomark.org/tests/client/autodiscovery/"


def told(findings):
    return [f"{one.where}: {one.what} {one.expected!r} is {one.found!r}" for one in findings]


@pytest.mark.parametrize(
    ("findings", "folder", "at_least"),
    [
        (neutral.feedparser_findings, "feedparser", 60),
        (neutral.gofeed_findings, "gofeed", 300),
    ],
)
def test_ids_titles_links_dates_and_counts_are_right(shared, findings, folder, at_least):
    found = list(findings(shared / "data" / "feeds" / folder))
    wrong = [one for one in found if not one.holds]
    assert len(found) >= at_least
    assert len(wrong) <= len(found) * 0.03, told(wrong)


def test_the_feed_of_each_autodiscovery_page_is_found_and_no_other(shared):
    folder = shared / "data" / "feeds" / "feedvalidator" / "feedfinder-tests"
    pages = sorted(folder.glob("html4-*.html"))
    wrong = {}
    for page in pages:
        body = page.read_bytes()
        wide = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        text = ARCHIVE.sub("", body.decode(wide, "replace"))
        feeds = read_page(text.encode(wide), f"{ADDRESS}{page.name}").feeds
        if [feed.url.rpartition("/")[2] for feed in feeds] != [f"{page.stem}.xml"]:
            wrong[page.name] = feeds
    assert len(pages) >= 57
    assert wrong == {}


def test_a_page_that_only_lists_translations_has_no_feed(shared):
    folder = shared / "data" / "feeds" / "feedvalidator" / "feedfinder-tests"
    assert read_page((folder / "index.html").read_bytes(), ADDRESS).feeds == ()


@pytest.mark.timeout(60)
def test_the_newest_post_survives_the_defects_in_feeds_of_other_projects(shared):
    whole = []
    for file in sorted((shared / "data" / "feeds").rglob("*.xml")):
        body = file.read_bytes()
        if not 600 < len(body) < 40_000 or b"<?xml" not in body[:60]:
            continue
        if "bozo" in file.name or "illformed" in str(file) or b"utf-16" in body[:60].lower():
            continue
        feed = neutral.read(body, neutral.ADDRESS, "")
        if feed is not None and len(feed.entries) > 1 and feed.newest().link:
            whole.append((file.name, body.decode("utf-8", "replace")))
    assert len(whole) >= 20
    right, wrong = 0, []
    for name, text in whole[:60]:
        before = read_feed(text.encode(), neutral.ADDRESS).newest()
        for defect in DEFECTS:
            after = neutral.read(broken(text, defect), neutral.ADDRESS, "")
            newest = after and after.newest()
            is_same = newest and (newest.link, newest.title, newest.published) == (
                before.link,
                before.title,
                before.published,
            )
            right += bool(is_same)
            wrong += [] if is_same else [f"{name}: {defect}"]
    assert right >= (right + len(wrong)) * 0.985, wrong
