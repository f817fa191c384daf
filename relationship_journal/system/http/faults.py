"""What an error of the network or of the library means, in one word."""

import errno
import ssl

import aiohttp
from aiohttp import http_exceptions

from relationship_journal.domain.fetched import Outcome, Reason
from relationship_journal.system.http.connecting import PrivateAddress, TooMuch

# OpenSSL's numbers for what is wrong with a certificate
_EXPIRED, _OTHER_HOST = 10, 62
_LATER = frozenset(
    {
        Reason.STATUS,
        Reason.PARTIAL,
        Reason.TIMEOUT,
        Reason.NAME,
        Reason.CONNECTION,
        Reason.PROTOCOL,
        Reason.TRUNCATED,
        Reason.CERTIFICATE,
        Reason.CERTIFICATE_HOST,
        Reason.CERTIFICATE_EXPIRED,
        Reason.TLS,
        # a network's login page answers for every name with an address of its own
        Reason.PRIVATE,
    }
)


def outcome_of(reason: Reason) -> Outcome:
    """Return whether what went wrong may go well later."""
    return Outcome.FAILED if reason in _LATER else Outcome.UNREADABLE


def reason_of(error: BaseException) -> Reason | None:
    """Return what an error means; None when it is not one of the network's but a fault here."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _of_certificate(error.certificate_error)
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, PrivateAddress):
            return Reason.PRIVATE
        is_name = isinstance(error, aiohttp.ClientConnectorDNSError)
        return Reason.NAME if is_name else Reason.CONNECTION
    if isinstance(error, OSError | aiohttp.ClientConnectionError):
        is_late = getattr(error, "errno", None) == errno.ETIMEDOUT
        return Reason.TIMEOUT if is_late else Reason.CONNECTION
    # what a stranger's bytes may trip up in the library: one site must not end a round for all
    is_answer = isinstance(error, aiohttp.ClientError | ValueError | LookupError | AssertionError)
    return Reason.PROTOCOL if is_answer else None


def _of_certificate(error: Exception) -> Reason:
    code = getattr(error, "verify_code", 0)
    message = str(getattr(error, "verify_message", error)).lower()
    if code == _EXPIRED or "expired" in message:
        return Reason.CERTIFICATE_EXPIRED
    if code == _OTHER_HOST or "hostname" in message:
        return Reason.CERTIFICATE_HOST
    return Reason.CERTIFICATE


# in this order: the later ones are kinds of which the earlier ones are particular
_REASONS: tuple[tuple[type[BaseException], Reason], ...] = (
    (TooMuch, Reason.TOO_BIG),
    (PrivateAddress, Reason.PRIVATE),
    (TimeoutError, Reason.TIMEOUT),
    (aiohttp.ClientPayloadError, Reason.TRUNCATED),
    (aiohttp.InvalidURL, Reason.ADDRESS),
    (aiohttp.ClientResponseError, Reason.PROTOCOL),
    (http_exceptions.HttpProcessingError, Reason.PROTOCOL),
    (aiohttp.ServerDisconnectedError, Reason.CONNECTION),
    (aiohttp.ClientConnectorSSLError, Reason.TLS),
    (ssl.CertificateError, Reason.CERTIFICATE),
    (ssl.SSLError, Reason.TLS),
)
