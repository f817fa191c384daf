import time
from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.system import clock as clocks

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
WINTER = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def zone_named(monkeypatch, tmp_path):
    def set_zone(name, link=None):
        if name is None:
            monkeypatch.delenv("TZ", raising=False)
        else:
            monkeypatch.setenv("TZ", name)
        time.tzset()
        return clocks.local_zone(link or tmp_path / "nothing")

    yield set_zone
    monkeypatch.undo()
    time.tzset()


def hours(zone, at):
    return at.astimezone(zone).utcoffset() / timedelta(hours=1)


def test_now_is_an_aware_instant_in_utc():
    assert clocks.now().tzinfo is UTC


def test_a_wound_clock_stands():
    tells = clocks.wound_to(SUMMER)
    assert tells() == tells() == SUMMER


@pytest.mark.parametrize(
    ("name", "summer", "winter"),
    [
        ("Europe/Vienna", 2, 1),
        (":Europe/Vienna", 2, 1),
        ("Asia/Kathmandu", 5.75, 5.75),
        ("America/St_Johns", -2.5, -3.5),
        ("UTC", 0, 0),
        ("CET-1CEST", 2, 1),
        ("XYZ99:99:99", 0, 0),
    ],
)
def test_tz_names_the_zone(zone_named, name, summer, winter):
    zone = zone_named(name)
    assert (hours(zone, SUMMER), hours(zone, WINTER)) == (summer, winter)


@pytest.mark.parametrize(
    "link",
    ["zoneinfo/Europe/Vienna", "zoneinfo/posix/Europe/Vienna", "zoneinfo/right/Europe/Vienna"],
)
def test_without_tz_the_systems_link_names_it(zone_named, tmp_path, link):
    target = tmp_path / link
    target.parent.mkdir(parents=True)
    target.touch()
    (tmp_path / "localtime").symlink_to(target)
    assert str(zone_named(None, tmp_path / "localtime")) == "Europe/Vienna"


@pytest.mark.parametrize("name", ["Nowhere/At_All", "../../etc/passwd", "/", None])
def test_a_zone_that_is_not_known_is_what_the_c_library_says(zone_named, monkeypatch, name):
    zone = zone_named(name)
    monkeypatch.setenv("TZ", "XYZ-3")
    time.tzset()
    assert hours(zone, SUMMER) == 3
    assert SUMMER.astimezone(zone).tzname() == "XYZ"
    assert SUMMER.astimezone(zone).dst() is None
    assert zone.utcoffset(None) is None
    assert zone.tzname(None) is None


def test_a_link_that_goes_round_names_nothing(zone_named, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    assert zone_named(None, one).utcoffset(SUMMER) is not None
