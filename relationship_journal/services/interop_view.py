"""What was read of files, as one plain object that other programs and checks can compare."""

from collections.abc import Iterable, Sequence
from typing import Any

from relationship_journal.domain import web
from relationship_journal.domain.records import (
    ContactRecord,
    CredentialRecord,
    Dialect,
    ProfileRecord,
    ReadFile,
)
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _


def view(files: Sequence[ReadFile]) -> dict[str, Any]:
    """Return everything the files hold, in the order they were read; every key is always there.

    Of several files the dialect is the first one's. What this program does not keep apart (such
    as an anniversary) is empty; a sign-in's secrets are never in it.
    """
    contacts = [_contact(record) for one in files for record in one.records]
    dialect = next((one.dialect for one in files if one.dialect is not None), None)
    return {
        "detected": ", ".join(dict.fromkeys(one.detected for one in files if one.detected)),
        "n_contacts": len(contacts),
        "dialect": _dialect(dialect),
        "contacts": contacts,
        "n_credentials": sum(len(one.credentials) for one in files),
        "credentials": [_credential(record) for one in files for record in one.credentials],
        "n_reminders": 0,
        "reminders": [],
        "skipped": [
            {"where": hole.where, "why": hole.why} for one in files for hole in one.skipped
        ],
        "warnings": [sentence for one in files for sentence in one.warnings],
        "errors": [sentence for one in files for sentence in (*one.errors, *_not_people(one))],
    }


def _not_people(read: ReadFile) -> Iterable[str]:
    """Yield that a password file holds nobody, for whoever looked for people in it."""
    if read.credentials:
        yield _("This file holds passwords, and no people.")


def _credential(record: CredentialRecord) -> dict[str, Any]:
    """Return a login without its password, one-time code and notes."""
    return {
        "title": record.title,
        "urls": list(record.urls),
        "username": record.user_name.reveal(),
        "group": record.folder,
        "changed": record.changed.date().isoformat() if record.changed else "",
        "created": record.created.date().isoformat() if record.created else "",
        "used": record.used.date().isoformat() if record.used else "",
    }


def _dialect(dialect: Dialect | None) -> dict[str, Any]:
    if dialect is None:
        return {"delimiter": "", "encoding": "", "bom": False}
    return {
        "delimiter": dialect.delimiter,
        "encoding": dialect.encoding,
        "bom": dialect.has_bom,
    }


def _contact(record: ContactRecord) -> dict[str, Any]:
    notes = [note.text for note in record.notes]
    return {
        "display_name": record.name,
        "name": {
            "full": record.name,
            "given": record.given_name,
            "family": record.family_name,
            "additional": record.additional_name,
            "prefix": record.name_prefix,
            "suffixes": record.name_suffix,
        },
        "nicknames": [one.value for one in record.names if one.kind == "nickname"],
        "other_names": [
            {"value": one.value, "kind": one.kind} for one in record.names if one.kind != "nickname"
        ],
        "org": record.organization,
        "org_units": [],
        "title": record.title,
        "emails": [
            {"value": one.value, "label": one.label, "pref": False} for one in record.emails
        ],
        "phones": [
            {"value": one.value, "label": one.label, "extension": ""} for one in record.phones
        ],
        "urls": list(_urls(record.profiles)),
        "im": [],
        "profiles": list(_profiles(record.profiles)),
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
            for one in record.addresses
        ],
        "birthday": record.birthday,
        "anniversary": "",
        "first_met": "",
        "how_we_met": record.how_we_met,
        "introduced_by": record.introduced_by,
        "note": notes[0] if notes else "",
        "notes": notes,
        "groups": list(record.groups),
        "circle": record.circle,
        "related": [],
        "gender": "",
        "languages": [],
        "photo": {"mime": "", "bytes": 0, "url": ""},
        "uid": record.uid,
        "source_id": record.source_id,
        "custom": _custom(record),
        "interactions": [],
        "reminders": [],
        "put_away": record.is_put_away,
        "muted": record.is_muted,
        "cadence_days": record.cadence_days,
        "paused_until": record.paused_until.isoformat() if record.paused_until else None,
    }


def _urls(profiles: Iterable[ProfileRecord]) -> Iterable[dict[str, str]]:
    """Yield the pages: what has a label, and what is nobody's place on a network."""
    for one in profiles:
        if one.label or not _understood(one.url).network:
            yield {"value": one.url, "label": one.label}


def _profiles(profiles: Iterable[ProfileRecord]) -> Iterable[dict[str, str]]:
    """Yield the places of a person on networks and in forums."""
    for one in profiles:
        address = _understood(one.url)
        if address.network or address.handle:
            yield {
                "network": address.network,
                "handle": address.handle,
                "id": _number_on_network(one.url),
                "url": one.url,
            }


def _number_on_network(url: str) -> str:
    """Return the id of somebody who is known to a network by number, or ""."""
    _network, is_number, number = web.key(url).partition(":id:")
    return number if is_number else ""


def _understood(url: str) -> web.WebAddress:
    try:
        return web.understand(url)
    except InvalidInput:
        return web.WebAddress(url, "")


def _custom(record: ContactRecord) -> dict[str, str]:
    """Return name -> text; a name that is there again gets a number, so that nothing is lost."""
    fields: dict[str, str] = {}
    for one in record.custom:
        name, n = one.name, 1
        while name in fields:
            n += 1
            name = f"{one.name} ({n})"
        fields[name] = one.value
    return fields
