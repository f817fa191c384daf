"""Instants and days as the journal keeps them: text that sorts."""

from datetime import UTC, datetime


def stamp(instant: datetime) -> str:
    """Return an aware instant as UTC text, `YYYY-MM-DDTHH:MM:SSZ`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def instant(text: str) -> datetime:
    """Return the instant a stamp stands for."""
    return datetime.fromisoformat(text)


def instant_or_none(text: str | None) -> datetime | None:
    """Return the instant a stamp stands for, or None for none."""
    return instant(text) if text else None
