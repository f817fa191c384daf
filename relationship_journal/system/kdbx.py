"""KeePass databases, by pykeepass where it is installed: it is no part of the program itself."""

import io
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from relationship_journal.domain import kdbx_header
from relationship_journal.domain.records import CredentialRecord, ReadFile, Skipped
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _

FORMAT = "kdbx"

_SEED, _SETTINGS = "TOTP Seed", "TOTP Settings"
_URLS = "KP2A_URL"


def read_kdbx(data: bytes, password: Secret | None) -> ReadFile:
    """Return the logins of a KeePass database; why there are none stands in `errors`.

    No value of an entry ever stands in a warning, a reason or an error.
    """
    try:
        kdbx_header.check(data)
        entries = _opened(data, password)
    except ImportRefused as refusal:
        return ReadFile(FORMAT, errors=(str(refusal),))
    found: list[CredentialRecord] = []
    skipped: list[Skipped] = []
    for number, entry in enumerate(entries, 1):
        record = _record(entry, number)
        if record.user_name or record.password:
            found.append(record)
        else:
            why = _("It has neither a user name nor a password.")
            skipped.append(Skipped(record.where, why))
    return ReadFile(FORMAT, skipped=tuple(skipped), credentials=tuple(found))


def _opened(data: bytes, password: Secret | None) -> list[Any]:
    """Return the entries outside of the bin.

    Raises: ImportRefused.
    """
    try:
        import pykeepass  # noqa: PLC0415  optional
        from pykeepass import exceptions  # noqa: PLC0415  start-up time
    except ImportError:
        raise ImportRefused(
            _("KeePass databases are read by a further part, which is not installed."),
            _("Install relationship-journal[kdbx], or export a CSV from KeePass."),
        ) from None
    if password is None:
        raise ImportRefused(_("This KeePass database needs its password."))
    # it logs the whole text of what it cannot read
    logging.getLogger("pykeepass").setLevel(logging.CRITICAL)
    try:
        database = pykeepass.PyKeePass(io.BytesIO(data), password=password.reveal())
        bin_group = database.recyclebin_group
        thrown_away = {one.uuid for one in (_groups(bin_group) if bin_group else ())}
        return [one for one in database.entries if one.group.uuid not in thrown_away]
    except exceptions.CredentialsError:
        raise ImportRefused(
            _("This is not the password of the KeePass database."),
            _("One that needs a key file too is not read here: export a CSV from KeePass."),
        ) from None
    except Exception:  # noqa: BLE001  of somebody else's making: damaged files end in any of them
        raise ImportRefused(_("This KeePass database is damaged.")) from None


def _groups(group: Any) -> Iterable[Any]:
    yield group
    for one in group.subgroups:
        yield from _groups(one)


def _record(entry: Any, number: int) -> CredentialRecord:
    custom: dict[str, str] = dict(entry.custom_properties or {})
    seed, settings = custom.pop(_SEED, ""), custom.pop(_SETTINGS, "")
    urls = [entry.url, *(custom.pop(name) for name in list(custom) if name.startswith(_URLS))]
    notes = [entry.notes or "", *(f"{name}: {value}" for name, value in custom.items() if value)]
    path = [part for part in (entry.group.path or ()) if part]
    return CredentialRecord(
        title=(entry.title or "").strip(),
        urls=tuple(url.strip() for url in urls if url and url.strip()),
        user_name=Secret((entry.username or "").strip()),
        password=Secret(entry.password or ""),
        one_time=Secret(entry.otp or _address(seed, settings)),
        notes=Secret("\n".join(filter(None, notes))),
        folder="/".join(path),
        changed=_moment(entry.mtime),
        created=_moment(entry.ctime),
        where=_("entry {n}").format(n=number),
    )


def _address(seed: str, settings: str) -> str:
    """Return the address of a one-time code kept as KeePassXC once did: seed and `30;6`."""
    if not seed:
        return ""
    period, _mark, digits = settings.partition(";")
    if not (period.isdigit() and digits.isdigit()):
        return seed
    return f"otpauth://totp/sign-in?secret={''.join(seed.split())}&period={period}&digits={digits}"


def _moment(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if 1970 <= at.year < 9999 else None
