"""One-time codes by the clock (RFC 6238): their secret as it is typed, and the code of a moment."""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

ALGORITHMS = ("SHA1", "SHA256", "SHA512")
LONGEST = 2_000

_DROPPED = re.compile(r"[\s=-]")
_BASE32 = re.compile(r"[A-Z2-7]+")


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """What the codes are made of; its secret is never shown.

    `secret` is base32 in capitals without padding.
    """

    secret: Secret
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"
    name: str = ""

    def at(self, moment: datetime) -> Secret:
        """Return the code of a moment."""
        counter = int(moment.timestamp()) // self.period
        key = _decoded(self.secret.reveal())
        mac = hmac.digest(key, counter.to_bytes(8, "big"), self.algorithm.lower())
        start = mac[-1] & 0x0F
        number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFF_FFFF
        return Secret(str(number % 10**self.digits).zfill(self.digits))

    def seconds_left(self, moment: datetime) -> int:
        """Return for how many seconds the code of a moment is good, from `period` down to 1."""
        return self.period - int(moment.timestamp()) % self.period

    def address(self) -> Secret:
        """Return it as an `otpauth:` address, as other programs take it."""
        label = quote(self.name or "sign-in", safe="")
        address = f"otpauth://totp/{label}?secret={self.secret.reveal()}"
        for name, value, usual in (
            ("algorithm", self.algorithm, "SHA1"),
            ("digits", self.digits, 6),
            ("period", self.period, 30),
        ):
            if value != usual:
                address += f"&{name}={value}"
        return Secret(address)


def parse(text: str) -> OneTimeCode:
    """Return what a typed or pasted secret means: base32, or an `otpauth://totp/` address.

    Blanks, dashes, padding and small letters in base32 are forgiven.

    Raises:
        InvalidInput: for the field `one_time`; its sentence never holds what was typed.
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        raise _refused(_("This is too long for the secret of a one-time code."))
    if trimmed.lower().startswith("otpauth:"):
        return _from_address(trimmed)
    return OneTimeCode(_base32(trimmed))


def grouped(code: str) -> str:
    """Return a code as it is read aloud: `123 456`."""
    middle = (len(code) + 1) // 2
    return f"{code[:middle]} {code[middle:]}"


def _from_address(text: str) -> OneTimeCode:
    try:
        parts = urlsplit(text)
        fields = {name.lower(): value for name, value in parse_qsl(parts.query)}
    except ValueError:
        raise _refused(_("This address of a one-time code cannot be read.")) from None
    if parts.netloc.lower() != "totp":
        raise _refused(
            _("Only one-time codes that change with the clock are made here."),
            _("This one counts how often it was used."),
        )
    algorithm = fields.get("algorithm", "SHA1").upper().replace("-", "").removeprefix("HMAC")
    if algorithm not in ALGORITHMS:
        raise _refused(_("This kind of one-time code (its algorithm) is not known."))
    return OneTimeCode(
        _base32(fields.get("secret", "")),
        _number(fields.get("digits", "6"), 6, 8),
        _number(fields.get("period", "30"), 1, 86_400),
        algorithm,
        unquote(parts.path.strip("/"))[:200],
    )


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8 and least <= int(text) <= most):
        raise _refused(_("The length or period of this one-time code is out of range."))
    return int(text)


def _base32(text: str) -> Secret:
    kept = _DROPPED.sub("", text).upper()
    if not _BASE32.fullmatch(kept) or not _decoded(kept):
        raise _refused(
            _("This is not the secret of a one-time code."),
            _("It has letters and the digits 2 to 7, or begins with otpauth://totp/."),
        )
    return Secret(kept)


def _decoded(secret: str) -> bytes:
    # some sites cut the secret in the midst of a byte: what is left of it counts for nothing
    whole = secret[: len(secret) // 8 * 8]
    rest = secret[len(whole) :]
    rest = rest[: {1: 0, 3: 2, 6: 5}.get(len(rest), len(rest))]
    return base64.b32decode(whole) + _decoded_rest(rest)


def _decoded_rest(rest: str) -> bytes:
    return base64.b32decode(rest.ljust(8, "=")) if rest else b""


def _refused(sentence: str, hint: str = "") -> InvalidInput:
    return InvalidInput("one_time", sentence, hint)
