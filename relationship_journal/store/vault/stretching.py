"""A passphrase made into a key: Argon2id (RFC 9106), as slow as this computer bears."""

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.store.vault import derivation

LONGEST = 1024
LANES = 4
_LEAST_KIB, _MOST_KIB = 64 * 1024, 1024 * 1024
_LEAST_PASSES, _MOST_PASSES = 3, 32
_MOST_LANES = 8
# An unlock stretches twice, for the journal and for its sign-ins: 0.8 s in all.
_SECONDS = 0.4
_ASSUMED_MEMORY = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess is."""

    passes: int = _LEAST_PASSES
    kib: int = _LEAST_KIB
    lanes: int = LANES

    @property
    def is_allowed(self) -> bool:
        """Whether a file may ask for it: neither too cheap to guess, nor a bomb to open."""
        return (
            _LEAST_PASSES <= self.passes <= _MOST_PASSES
            and _LEAST_KIB <= self.kib <= _MOST_KIB
            and 1 <= self.lanes <= _MOST_LANES
        )


def prepared(passphrase: Secret) -> bytes:
    """Return a passphrase as it is stretched, the same however a keyboard writes it (RFC 8265).

    Raises: InvalidInput when it is empty or longer than 1,024 bytes.
    """
    text = unicodedata.normalize("NFC", passphrase.reveal())
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in text)
    data = spaced.encode("utf-8", "surrogatepass")
    if not data:
        raise InvalidInput("passphrase", _("The passphrase is empty."))
    if len(data) > LONGEST:
        raise InvalidInput("passphrase", _("The passphrase is longer than 1,024 bytes."))
    return data


def stretch(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    """Return the key a passphrase makes; takes its time.

    Raises: InvalidInput.
    """
    if not cost.is_allowed:
        raise ValueError("not an allowed cost")
    return argon2id(prepared(passphrase), salt, cost)


def argon2id(data: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return Argon2id of data; lets other threads work meanwhile."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415  start-up time

    return Argon2id(
        salt=salt,
        length=derivation.KEY,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.kib,
    ).derive(data)


def calibrated(
    work: Callable[[Cost], object] | None = None,
    clock: Callable[[], float] = time.perf_counter,
    memory: int | None = None,
) -> Cost:
    """Return what this computer bears: more memory first, then more passes.

    Args:
        work: stretches something at a cost; the real thing when None.
        clock: tells seconds.
        memory: how much there is, in bytes; asked of the system when None.
    """
    do = work or (lambda cost: argon2id(b"calibration", bytes(16), cost))
    most = min(_MOST_KIB, (memory or _memory()) // 8 // 1024)
    cost = Cost()
    seconds = _measure(do, cost, clock)
    while cost.kib * 2 <= most and seconds * 2 <= _SECONDS:
        larger = Cost(cost.passes, cost.kib * 2)
        seconds = _measure(do, larger, clock)
        if seconds > _SECONDS:
            return cost
        cost = larger
    if cost.kib * 2 <= most:
        return cost
    passes = min(int(cost.passes * _SECONDS / max(seconds, 0.001)), _MOST_PASSES)
    return Cost(max(passes, cost.passes), cost.kib)


def _measure(work: Callable[[Cost], object], cost: Cost, clock: Callable[[], float]) -> float:
    begun = clock()
    work(cost)
    return clock() - begun


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not on every system
        return _ASSUMED_MEMORY
