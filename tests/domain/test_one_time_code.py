from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.one_time_code import OneTimeCode, grouped, parse
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput

# RFC 6238, appendix B: its seeds in base32
SHA1 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SHA256 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA"
SHA512 = (
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA"
)


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("seconds", "sha1", "sha256", "sha512"),
    [
        (59, "94287082", "46119246", "90693936"),
        (1111111109, "07081804", "68084774", "25091201"),
        (1111111111, "14050471", "67062674", "99943326"),
        (1234567890, "89005924", "91819424", "93441116"),
        (2000000000, "69279037", "90698825", "38618901"),
        (20000000000, "65353130", "77737706", "47863826"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds: int, sha1: str, sha256: str, sha512: str):
    for algorithm, secret, code in (
        ("SHA1", SHA1, sha1),
        ("SHA256", SHA256, sha256),
        ("SHA512", SHA512, sha512),
    ):
        address = f"otpauth://totp/a?secret={secret}&digits=8&algorithm={algorithm}"
        assert parse(address).at(moment(seconds)).reveal() == code


@pytest.mark.parametrize(
    "text",
    [
        "JBSWY3DPEHPK3PXP",
        " jbsw y3dp ehpk 3pxp ",
        "JBSW-Y3DP-EHPK-3PXP====",
        "otpauth://totp/Boards:ana?secret=JBSWY3DPEHPK3PXP&issuer=Boards",
        "OTPAUTH://TOTP/x?SECRET=jbswy3dpehpk3pxp&period=30&digits=6&algorithm=HmacSHA1",
    ],
)
def test_a_secret_is_understood_however_it_is_pasted(text: str):
    assert parse(text).at(moment(0)).reveal() == "282760"


def test_length_and_period_are_taken_from_the_address():
    code = parse("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=7&period=60")
    assert (code.digits, code.period) == (7, 60)
    assert len(code.at(moment(1)).reveal()) == 7
    assert code.at(moment(59)) == code.at(moment(0))
    assert code.at(moment(60)) != code.at(moment(0))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "A",
        "not a secret!",
        "JBSWY3DP1",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=",
        "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=5",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=9",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=６",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=0",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=MD5",
        "otpauth://[x/y?secret=JBSWY3DPEHPK3PXP",
        "J" * 2001,
    ],
)
def test_what_is_no_such_secret_is_refused_without_repeating_it(text: str):
    with pytest.raises(InvalidInput) as refusal:
        parse(text)
    assert refusal.value.field == "one_time"
    assert len(text) < 3 or text not in str(refusal.value)


def test_a_secret_that_was_cut_off_still_gives_codes():
    assert parse("otpauth://totp/x?secret=ABC").at(moment(0)).reveal().isdigit()


def test_the_seconds_count_down_to_one():
    code = OneTimeCode(Secret(SHA1))
    assert [code.seconds_left(moment(n)) for n in (0, 1, 29, 30)] == [30, 29, 1, 30]


@pytest.mark.parametrize(
    ("code", "shown"), [("123456", "123 456"), ("1234567", "1234 567"), ("12345678", "1234 5678")]
)
def test_a_code_is_shown_in_two_groups(code: str, shown: str):
    assert grouped(code) == shown


def test_its_address_means_the_same_again_and_its_picture_shows_nothing():
    code = parse(f"otpauth://totp/Boards%3Aana?secret={SHA256}&digits=8&period=60&algorithm=SHA256")
    assert parse(code.address().reveal()) == code
    assert SHA256 not in repr(code)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=2, max_size=80))
def test_every_base32_secret_gives_six_digits(text: str):
    assert len(parse(text).at(moment(1_700_000_000)).reveal()) == 6
