"""A contact as the JSON of the command line and of the JSON export: stable keys, UTC instants."""

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from relationship_journal.services.following_rows import FeedRow
    from relationship_journal.services.rows import (
        ContactRow,
        CustomRow,
        FollowUpRow,
        PromiseRow,
        TimelineRow,
    )


def instant_text(at: "datetime | None") -> str | None:
    """Return an instant as `YYYY-MM-DDTHH:MM:SSZ`, or None."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if at else None


def whole_contact(
    row: "ContactRow",
    follow_ups: "Sequence[FollowUpRow]",
    promises: "Sequence[PromiseRow]",
    timeline: "Sequence[TimelineRow]",
    feeds: "Sequence[FeedRow]" = (),
) -> dict[str, Any]:
    """Return everything known of a contact; the first keys are a contract, the others may grow."""
    return {
        "id": row.id,
        "name": row.name,
        "emails": [{"value": one.value, "label": one.label} for one in row.emails],
        "phones": [{"value": one.value, "label": one.label} for one in row.phones],
        "profiles": [
            {"url": one.url, "site": one.site, "handle": one.handle, "label": one.label}
            for one in row.profiles
        ],
        "tags": list(row.tags),
        "circle": row.circle,
        "birthday": row.birthday or None,
        "photo": row.has_photo,
        "custom": _custom(row.custom),
        "last_spoke": instant_text(row.last_spoke_at),
        "due": row.due.isoformat() if row.due else None,
        "follow_ups": [follow_up_json(one) for one in follow_ups],
        "promises": [promise_json(one) for one in promises],
        "timeline": [timeline_json(one) for one in timeline],
        "uid": row.uid,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "additional_name": row.additional_name,
        "name_prefix": row.name_prefix,
        "name_suffix": row.name_suffix,
        "names": [{"value": one.value, "kind": one.kind} for one in row.names],
        "organization": row.organization,
        "title": row.title,
        "addresses": [
            {
                "label": one.label,
                "street": one.street,
                "extended": one.extended,
                "po_box": one.po_box,
                "city": one.city,
                "region": one.region,
                "postal_code": one.postal_code,
                "country": one.country,
            }
            for one in row.addresses
        ],
        "how_we_met": row.how_we_met,
        "introduced_by": row.introduced_by,
        "cadence_days": row.cadence_days,
        "rhythm": row.rhythm or None,
        "follows": [
            {"url": one.url, "title": one.title, "kind": one.kind, "only_by": one.author_filter}
            for one in feeds
        ],
        "muted": row.is_muted,
        "paused_until": row.paused_until.isoformat() if row.paused_until else None,
        "put_away": row.is_put_away,
        "deleted": instant_text(row.deleted_at),
        "created": instant_text(row.created_at),
    }


def follow_up_json(row: "FollowUpRow") -> dict[str, Any]:
    """Return an open follow-up."""
    return {
        "id": row.id,
        "due": row.due.isoformat(),
        "text": row.text,
        "repeat": row.repeat or None,
        "at": row.at.strftime("%H:%M") if row.at else None,
        "from_completion": row.from_completion,
    }


def promise_json(row: "PromiseRow") -> dict[str, Any]:
    """Return an open promise."""
    return {"id": row.id, "text": row.text, "by": row.by.isoformat() if row.by else None}


def timeline_json(row: "TimelineRow") -> dict[str, Any]:
    """Return one line of a timeline."""
    return {
        "kind": row.kind,
        "id": row.id,
        "at": instant_text(row.at),
        "text": row.text,
        "direction": row.direction.value if row.direction else None,
        "channel": row.channel.value if row.channel else None,
        "intent": row.intent.value if row.intent else None,
        "url": row.url or None,
        "outcome": row.outcome or None,
    }


def _custom(fields: "Sequence[CustomRow]") -> dict[str, str]:
    """Return name and text; a name that is there again gets a number, so that nothing is lost."""
    kept: dict[str, str] = {}
    for one in fields:
        numbered = (f"{one.name} ({number})" for number in itertools.count(2))
        free = (name for name in itertools.chain([one.name], numbered) if name not in kept)
        kept[next(free)] = one.value
    return kept
