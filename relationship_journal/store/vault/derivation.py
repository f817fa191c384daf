"""One key from another: HKDF-SHA256 under the names the formats give."""

import secrets

KEY = 32
NONCE = 12
TAG = 16


def hkdf(key: bytes, salt: bytes, info: bytes, length: int = KEY) -> bytes:
    """Return what HKDF-SHA256 makes of a key (RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  start-up time
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  start-up time

    return HKDF(SHA256(), length, salt, info).derive(key)


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    """Return the HMAC-SHA256 of data (RFC 2104)."""
    import hmac  # noqa: PLC0415  start-up time

    return hmac.digest(key, data, "sha256")


def encrypt(key: bytes, nonce: bytes, plain: bytes, aad: bytes) -> bytes:
    """Return what AES-256-GCM makes of a plain text, its tag at the end."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  start-up time

    return AESGCM(key).encrypt(nonce, plain, aad)


def decrypt(key: bytes, nonce: bytes, sealed: bytes, aad: bytes) -> bytes | None:
    """Return the plain text, or None when key, text or what is bound to it is another."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  start-up time
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  start-up time

    if len(sealed) < TAG:
        return None
    try:
        return AESGCM(key).decrypt(nonce, sealed, aad)
    except InvalidTag:
        return None


def is_same(one: bytes, other: bytes) -> bool:
    """Compare without telling by the time taken where they differ."""
    return secrets.compare_digest(one, other)


def random_bytes(count: int) -> bytes:
    """Return bytes nobody can guess."""
    return secrets.token_bytes(count)
