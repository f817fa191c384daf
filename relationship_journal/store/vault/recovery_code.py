"""The recovery code: 160 random bits as 36 letters and digits that forgive how they are typed."""

import hashlib

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.store.vault import derivation

SIZE = 20
GROUPS, GROUP = 9, 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans("OIL", "011")


def new_code() -> bytes:
    """Return 20 bytes nobody can guess."""
    return derivation.random_bytes(SIZE)


def as_text(code: bytes) -> Secret:
    """Return a code as it is shown and printed: nine groups of four."""
    value = int.from_bytes(code, "big") << 20 | _check(code)
    digits = "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(36)))
    return Secret("-".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP)))


def from_text(typed: Secret) -> bytes:
    """Return the 20 bytes of a code; case, spaces, dashes, O for 0, I and L for 1 are forgiven.

    Raises: WrongPassphrase when it cannot be a recovery code.
    """
    digits = "".join(one for one in typed.reveal().upper() if one.isalnum()).translate(_FORGIVEN)
    if len(digits) != GROUPS * GROUP or not set(digits) <= set(_ALPHABET):
        raise WrongPassphrase(
            _("A recovery code has nine groups of four letters and digits."),
            _("Compare it with your printed page."),
        )
    value = 0
    for digit in digits:
        value = value << 5 | _ALPHABET.index(digit)
    code = (value >> 20).to_bytes(SIZE, "big")
    if value & 0xFFFFF != _check(code):
        raise WrongPassphrase(
            _("The recovery code is mistyped somewhere."), _("Compare it with your printed page.")
        )
    return code


def is_one(typed: Secret) -> bool:
    """Say whether this is a recovery code, rightly typed."""
    try:
        from_text(typed)
    except WrongPassphrase:
        return False
    return True


def group(typed: str) -> str:
    """Return one group as it is compared, however it was typed."""
    return "".join(one for one in typed.upper() if one.isalnum()).translate(_FORGIVEN)


def _check(code: bytes) -> int:
    digest = hashlib.sha256(b"RJ-recovery-check" + code).digest()
    return int.from_bytes(digest[:3], "big") >> 4
