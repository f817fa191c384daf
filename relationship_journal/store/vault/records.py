"""What is sealed of a sign-in: the envelope RJE1, and the manifest over all of them."""

import hashlib
import struct
from collections.abc import Iterable

from relationship_journal.errors import Altered
from relationship_journal.i18n import gettext as _
from relationship_journal.store.vault import derivation

_MAGIC = b"RJE\x01\x01\x00\x00\x00"  # version 1, AES-256-GCM
_HEAD = 24
# What stands in for version and origin where a draft is sealed.
DRAFT = (0, "")
_STEP = 128  # the length of a password does not show


class RecordKeys:
    """The keys of an unlocked vault; held no longer than it is open.

    Args:
        data_key: the vault's own key.
        vault_id: which vault.
        epoch: how often the key was renewed; what was sealed under another does not open.
    """

    def __init__(self, data_key: bytes, vault_id: bytes, epoch: int) -> None:
        self._record = derivation.hkdf(data_key, vault_id, b"RJ/cred/v1")
        self._manifest = derivation.hkdf(data_key, vault_id, b"RJ/cred-manifest/v1")
        self.vault_id = vault_id
        self.epoch = epoch

    def __repr__(self) -> str:
        return "RecordKeys(•••)"

    def seal(
        self, record_id: bytes, version: int, origin: str, payload: bytes, *, nonce: bytes = b""
    ) -> bytes:
        """Return the envelope of a record, bound to its id, version and origin.

        Args:
            record_id: 16 random bytes.
            version: goes up with every edit.
            origin: `https://host` in ASCII, or "".
            payload: what is secret, as JSON in UTF-8.
            nonce: for known answers only; random otherwise.
        """
        nonce = nonce or derivation.random_bytes(derivation.NONCE)
        head = _MAGIC + struct.pack(">I", self.epoch) + nonce
        padded = payload + b"\x80"
        padded += bytes(-len(padded) % _STEP)
        aad = self._aad(record_id, version, origin, head)
        return head + derivation.encrypt(self._record, nonce, padded, aad)

    def open(self, record_id: bytes, version: int, origin: str, sealed: bytes) -> bytes:
        """Return the payload of an envelope.

        Raises: Altered when it, or what it is bound to, is not what was sealed.
        """
        head = sealed[:_HEAD]
        is_ours = head[:8] == _MAGIC and head[8:12] == struct.pack(">I", self.epoch)
        plain = None
        if is_ours and len(head) == _HEAD and len(record_id) == 16 and version >= 0:
            aad = self._aad(record_id, version, origin, head)
            plain = derivation.decrypt(self._record, head[12:], sealed[_HEAD:], aad)
        body, mark, _padding = (plain or b"").rpartition(b"\x80")
        if not mark:
            raise Altered(
                _("This sign-in was altered outside of the program and does not open."),
                _("A backup from before may still have it."),
            )
        return body

    def manifest(self, rows: Iterable[tuple[bytes, int, bytes]]) -> bytes:
        """Return the seal over all records, given as (record id, version, envelope)."""
        listed = sorted(
            bytes(record_id) + struct.pack(">Q", version) + hashlib.sha256(sealed).digest()
            for record_id, version, sealed in rows
        )
        return derivation.hmac_sha256(self._manifest, b"".join(listed))

    def _aad(self, record_id: bytes, version: int, origin: str, head: bytes) -> bytes:
        # an edited origin may be no ASCII any more; it must not open either
        site = origin.encode("utf-8", "replace")
        return b"".join(
            (
                b"RJE1-cred\x00",
                self.vault_id,
                record_id,
                struct.pack(">QH", version, len(site) & 0xFFFF),
                site,
                head[:12],
            )
        )
