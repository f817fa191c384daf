import struct
import sys
import types
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain import kdbx_header
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import ImportRefused
from relationship_journal.system.kdbx import read_kdbx

START = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"


def variants(**values: int) -> bytes:
    made = b"\x00\x01"
    for name, value in values.items():
        number = value.to_bytes(8, "little")
        made += (
            b"\x05" + struct.pack("<i", len(name)) + name.encode() + struct.pack("<i", 8) + number
        )
    return made + b"\x00"


def header(major: int = 4, **costs: int) -> bytes:
    made = START + struct.pack("<HH", 0, major)
    if major == 4:
        kdf = variants(**costs)
        return made + struct.pack("<BI", 11, len(kdf)) + kdf + struct.pack("<BI", 0, 0)
    rounds = costs.get("R", 6000).to_bytes(8, "little")
    return made + struct.pack("<BH", 6, 8) + rounds + struct.pack("<BH", 0, 0)


@dataclass
class Group:
    path: list = field(default_factory=list)
    uuid: int = 1
    subgroups: list = field(default_factory=list)


@dataclass
class Entry:
    title: str = "Forum"
    username: str = "gardener"
    password: str = "hunter2"
    url: str = "https://boards.example"
    notes: str = "my cat"
    otp: str = ""
    custom_properties: dict = field(default_factory=dict)
    group: Group = field(default_factory=Group)
    mtime: datetime = datetime(2024, 1, 2, tzinfo=UTC)
    ctime: datetime = datetime(2023, 1, 1)  # noqa: DTZ001  as old ones are


@pytest.fixture
def keepass(monkeypatch):
    """A reader of KeePass databases that holds what a test puts into it."""
    module = types.ModuleType("pykeepass")
    faults = types.ModuleType("pykeepass.exceptions")
    faults.CredentialsError = type("CredentialsError", (Exception,), {})

    class PyKeePass:
        entries = ()
        recyclebin_group = None

        def __init__(self, _stream, password):
            if password == "broken":
                raise AttributeError("<secret text>")
            if password != "test":
                raise faults.CredentialsError

    module.PyKeePass, module.exceptions = PyKeePass, faults
    monkeypatch.setitem(sys.modules, "pykeepass", module)
    monkeypatch.setitem(sys.modules, "pykeepass.exceptions", faults)
    return PyKeePass


def test_entries_become_logins_whole(keepass):
    keepass.entries = [
        Entry(custom_properties={"PIN": "1234", "KP2A_URL_1": "https://b.example"}),
        Entry(otp="otpauth://totp/x?secret=JBSWY3DP"),
        Entry(custom_properties={"TOTP Seed": "JBSW Y3DP", "TOTP Settings": "60;8"}),
    ]
    read = read_kdbx(header(), Secret("test"))
    first, second, third = read.credentials
    assert first.urls == ("https://boards.example", "https://b.example")
    assert first.notes.reveal() == "my cat\nPIN: 1234"
    assert (first.changed.year, first.created.year, first.where) == (2024, 2023, "entry 1")
    assert second.one_time.reveal() == "otpauth://totp/x?secret=JBSWY3DP"
    assert third.one_time.reveal() == ("otpauth://totp/sign-in?secret=JBSWY3DP&period=60&digits=8")


def test_what_is_in_the_bin_or_empty_is_left_out(keepass):
    thrown = Group(uuid=9, subgroups=[Group(uuid=10)])
    keepass.recyclebin_group = thrown
    keepass.entries = [
        Entry(group=thrown),
        Entry(group=Group(uuid=10)),
        Entry(username="", password=""),
    ]
    read = read_kdbx(header(), Secret("test"))
    assert read.credentials == ()
    assert [one.where for one in read.skipped] == ["entry 1"]


@pytest.mark.parametrize(
    ("password", "words"),
    [(None, "needs its password"), ("no", "not the password"), ("broken", "damaged")],
)
def test_why_it_does_not_open_is_a_sentence_without_a_secret(keepass, password, words):
    read = read_kdbx(header(), password and Secret(password))
    assert words in read.errors[0]
    assert "secret text" not in read.errors[0]


def test_without_the_further_part_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pykeepass", None)
    assert "export a CSV" in read_kdbx(header(), Secret("test")).errors[0]


@pytest.mark.parametrize("data", [b"", b"hello", START, START + b"\x00\x00\x09\x00" + bytes(50)])
def test_what_is_no_such_database_says_so(data):
    assert "KeePass database" in read_kdbx(data, Secret("test")).errors[0]


@pytest.mark.parametrize(
    "data",
    [
        header(M=4 * 1024**4, I=2),
        header(M=65536, I=2**31),
        header(P=2**20),
        header(R=2**60),
        header(3, R=2**60),
    ],
)
def test_a_bomb_is_refused_before_it_is_lit(keepass, data):
    keepass.entries = [Entry()]
    read = read_kdbx(data, Secret("test"))
    assert "too much time or memory" in read.errors[0]
    assert read.credentials == ()


def test_usual_costs_are_accepted():
    for data in (header(M=64 * 1024**2, I=10, P=4), header(R=100_000), header(3, R=60_000)):
        kdbx_header.check(data)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_whatever_follows_the_beginning_there_is_an_answer(junk):
    for major in (3, 4):
        data = START + struct.pack("<HH", 0, major) + junk
        read = read_kdbx(data, None)
        assert read.errors


def test_real_databases_open(shared):
    pytest.importorskip("pykeepass", reason="the further part kdbx is not installed")
    folder = shared / "data" / "interop" / "keeweb__kdbxweb" / "resources"
    three = read_kdbx((folder / "KDBX4.1.kdbx").read_bytes(), Secret("test"))
    assert len(three.credentials) == 3
    wrong = read_kdbx((folder / "Argon2.kdbx").read_bytes(), Secret("no"))
    assert "password" in wrong.errors[0]


def test_a_refusal_is_an_import_refused():
    with pytest.raises(ImportRefused):
        kdbx_header.check(b"hello")
