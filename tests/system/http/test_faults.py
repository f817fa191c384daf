"""What errors mean."""

import errno
import ssl

import aiohttp
import pytest
from aiohttp import http_exceptions

from relationship_journal.domain.fetched import Outcome, Reason
from relationship_journal.system.http import faults
from relationship_journal.system.http.connecting import PrivateAddress, TooMuch


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), Reason.TIMEOUT),
        (OSError(errno.ETIMEDOUT, "timed out"), Reason.TIMEOUT),
        (OSError(errno.ECONNREFUSED, "refused"), Reason.CONNECTION),
        (PrivateAddress(None, "private"), Reason.PRIVATE),
        (TooMuch(), Reason.TOO_BIG),
        (aiohttp.ServerDisconnectedError(), Reason.CONNECTION),
        (aiohttp.ClientPayloadError(), Reason.TRUNCATED),
        (aiohttp.InvalidURL("x"), Reason.ADDRESS),
        (aiohttp.ClientConnectionError(), Reason.CONNECTION),
        (http_exceptions.BadHttpMessage("x"), Reason.PROTOCOL),
        (ssl.SSLError(1, "wrong version"), Reason.TLS),
        (ssl.SSLCertVerificationError(1, "self-signed"), Reason.CERTIFICATE),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), Reason.PROTOCOL),
        (KeyError("library"), Reason.PROTOCOL),
        (RuntimeError("ours"), None),
        (TypeError("ours"), None),
    ],
)
def test_every_error_of_the_network_has_a_reason_and_a_fault_of_ours_has_none(
    error: Exception, reason: Reason | None
) -> None:
    assert faults.reason_of(error) == reason


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.TIMEOUT, Outcome.FAILED),
        (Reason.CERTIFICATE, Outcome.FAILED),
        (Reason.PRIVATE, Outcome.FAILED),
        (Reason.TOO_BIG, Outcome.UNREADABLE),
        (Reason.SCHEME, Outcome.UNREADABLE),
        (Reason.REDIRECTS, Outcome.UNREADABLE),
    ],
)
def test_what_may_go_well_later_is_told_from_what_may_not(reason: Reason, outcome: Outcome) -> None:
    assert faults.outcome_of(reason) is outcome
