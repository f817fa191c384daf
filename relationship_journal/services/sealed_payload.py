"""What is sealed of a sign-in or of a draft, as the JSON inside its envelope.

Label, reach and browser stand beside the envelope too, where they can be read while the vault is
locked; they are compared with what is sealed before anything secret is handed out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relationship_journal.domain import one_time_code
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Altered, InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_in_rows import OldPasswordRow, SignInFields, SignInSecrets
from relationship_journal.store.instants import instant, stamp

MOST_OLD_PASSWORDS = 50


@dataclass(frozen=True, slots=True)
class Beside:
    """What also stands in clear beside the envelope."""

    label: str
    with_sub_sites: bool
    browser: str
    browser_profile: str


def pack(secrets: SignInSecrets, beside: Beside) -> bytes:
    """Return the JSON of a sign-in, in UTF-8."""
    value: dict[str, Any] = {
        "u": secrets.user_name.reveal(),
        "p": secrets.password.reveal(),
        "n": secrets.notes.reveal(),
        "otp": secrets.one_time_text.reveal(),
        "w": secrets.page,
        "l": beside.label,
        "s": beside.with_sub_sites,
        "b": beside.browser,
        "bp": beside.browser_profile,
        "h": [
            {"p": one.password.reveal(), "t": stamp(one.until)}
            for one in secrets.history[:MOST_OLD_PASSWORDS]
        ],
    }
    return _json(value)


def unpack(payload: bytes) -> tuple[SignInSecrets, Beside]:
    """Return what a JSON holds.

    Raises: Altered when it is none of ours.
    """
    value = _object(payload)
    try:
        text = Secret(_text(value, "otp"))
        secrets = SignInSecrets(
            user_name=Secret(_text(value, "u")),
            password=Secret(_text(value, "p")),
            notes=Secret(_text(value, "n")),
            one_time_text=text,
            one_time=understood(text),
            page=_text(value, "w"),
            history=tuple(
                OldPasswordRow(Secret(_text(one, "p")), _moment(one)) for one in value.get("h", ())
            ),
        )
        beside = Beside(
            _text(value, "l"), value.get("s", False) is True, _text(value, "b"), _text(value, "bp")
        )
    except (TypeError, AttributeError):
        raise _altered() from None
    return secrets, beside


def with_password(secrets: SignInSecrets, password: Secret, now: datetime) -> SignInSecrets:
    """Return them with another password; the one before it goes into the history, newest first."""
    if password == secrets.password:
        return secrets
    history = secrets.history
    if secrets.password:
        history = (OldPasswordRow(secrets.password, now), *history)[:MOST_OLD_PASSWORDS]
    return replace(secrets, password=password, history=history)


def pack_draft(fields: SignInFields) -> bytes:
    """Return the JSON of what stands in an editor."""
    return _json(
        {
            "site": fields.site,
            "l": fields.label,
            "u": fields.user_name.reveal(),
            "p": fields.password.reveal(),
            "otp": fields.one_time.reveal(),
            "n": fields.notes.reveal(),
            "s": fields.with_sub_sites,
            "b": fields.browser,
            "bp": fields.browser_profile,
        }
    )


def unpack_draft(payload: bytes) -> SignInFields:
    """Return what stood in an editor.

    Raises: Altered when it is none of ours.
    """
    value = _object(payload)
    return SignInFields(
        site=_text(value, "site"),
        label=_text(value, "l"),
        user_name=Secret(_text(value, "u")),
        password=Secret(_text(value, "p")),
        one_time=Secret(_text(value, "otp")),
        notes=Secret(_text(value, "n")),
        with_sub_sites=value.get("s", False) is True,
        browser=_text(value, "b"),
        browser_profile=_text(value, "bp"),
    )


def understood(text: Secret) -> one_time_code.OneTimeCode | None:
    """Return what a text for a one-time code means, or None."""
    try:
        return one_time_code.parse(text.reveal()) if text else None
    except InvalidInput:
        return None


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _object(payload: bytes) -> dict[str, Any]:
    try:
        value = json.loads(payload)
    except ValueError:  # its text would hold what is secret
        raise _altered() from None
    if not isinstance(value, dict):
        raise _altered()
    return value


def _text(value: Mapping[str, Any], name: str) -> str:
    text = value.get(name, "")
    if not isinstance(text, str):
        raise _altered()
    return text


def _moment(one: Mapping[str, Any]) -> datetime:
    return instant(_text(one, "t"))


def _altered() -> Altered:
    return Altered(_("This sign-in cannot be read: it was not sealed by this program."))
