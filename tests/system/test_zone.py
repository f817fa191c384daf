"""A zone that follows the computer's."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from relationship_journal.system.zone import LiveZone


def test_it_is_the_zone_of_the_moment_and_says_when_it_changed():
    zones = [ZoneInfo("Europe/Vienna")]
    zone = LiveZone(lambda: zones[-1])
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert noon.astimezone(zone).hour == 14
    assert not zone.refresh()
    zones.append(ZoneInfo("Asia/Tokyo"))
    assert zone.refresh()
    assert noon.astimezone(zone).hour == 21
    assert not zone.refresh()


def test_the_hour_that_comes_twice_is_told_apart():
    vienna = ZoneInfo("Europe/Vienna")
    zone = LiveZone(lambda: vienna)
    for minute in (0, 30):
        for hour in (0, 1):
            instant = datetime(2026, 10, 25, hour, minute, tzinfo=UTC)
            local = instant.astimezone(zone)
            assert local.replace(tzinfo=None) == instant.astimezone(vienna).replace(tzinfo=None)
            assert local.fold == hour
            assert local.astimezone(UTC) == instant
