import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.credential_csv import read_credentials

KEEPASSXC = (
    '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n'
    '"Root/Web","Forum","gardener","a,b""c\nd","https://boards.example/login","hi",'
    '"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP","0","2024-01-02T00:00:00Z","2023-01-01T00:00:00Z"\n'
    '"Root/Recycle Bin","Old","x","y","https://old.example","","","0","",""\n'
)
BITWARDEN = (
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,"
    "login_totp\n"
    'Blogs,1,login,Moss,note,"PIN: 1\nRow: 2",0,"https://a.example, https://b.example",me,pw,ABCD\n'
    ",,note,Recipe,flour,,0,,,,\n"
)
FIREFOX = (
    '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated",'
    '"timeLastUsed","timePasswordChanged"\n'
    '"https://boards.example","ada","pw",,"https://boards.example","{1}","1600000000000",'
    '"1700000000000","1650000000000"\n'
)
APPLE = (
    "Title,URL,Username,Password,Notes,OTPAuth\nBoards,https://boards.example/,ada,pw,,otpauth:x\n"
)
CHROME = "name,url,username,password,note\nboards.example,https://boards.example/in,ada,pw,hello\n"
LASTPASS = "url,username,password,totp,extra,name,grouping,fav\nhttps://a.example,me,pw,,,A,,0\n"


def read(text, encoding="utf-8"):
    return read_credentials(text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "detected", "count"),
    [
        (KEEPASSXC, "keepassxc-csv", 1),
        (BITWARDEN, "bitwarden-csv", 1),
        (FIREFOX, "firefox-csv", 1),
        (APPLE, "apple-csv", 1),
        (CHROME, "chrome-csv", 1),
        (LASTPASS, "password-csv", 1),
        (CHROME.replace(",", ";"), "chrome-csv", 1),
        ("\ufeff" + CHROME, "chrome-csv", 1),
        (CHROME.splitlines()[0] + "\n", "chrome-csv", 0),
    ],
)
def test_the_program_that_wrote_it_is_known_by_the_columns(text, detected, count):
    found = read(text)
    assert (found.detected, len(found.credentials), found.errors) == (detected, count, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Name,E-mail 1\nAna,ana@a.example\n",
        "RJ CSV 1,Name\n1,Ana\n",
        "name,url\nAna,https://a.example\n",
        "name,password hint\nAna,cat\n",
        '"name,password',
        "x" * 1000,
    ],
)
def test_a_file_of_people_is_none(text):
    assert read(text) is None


def test_every_field_is_taken_to_the_letter():
    (one,) = read(KEEPASSXC).credentials
    assert one.password.reveal() == 'a,b"c\nd'
    assert one.user_name.reveal() == "gardener"
    assert one.one_time.reveal() == "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"
    assert (one.title, one.urls, one.folder) == (
        "Forum",
        ("https://boards.example/login",),
        "Root/Web",
    )
    assert one.changed.isoformat() == "2024-01-02T00:00:00+00:00"
    assert one.created.year == 2023


def test_several_addresses_and_fields_of_bitwarden_are_kept():
    (one,) = read(BITWARDEN).credentials
    assert one.urls == ("https://a.example", "https://b.example")
    assert one.notes.reveal() == "note\nPIN: 1\nRow: 2"


def test_what_is_left_out_is_told_with_its_line_and_never_with_a_value():
    bitwarden, keepassxc = read(BITWARDEN), read(KEEPASSXC)
    assert [(one.where, one.why) for one in bitwarden.skipped] == [
        ("line 4", "It is no login (note).")
    ]
    assert [(one.where, one.why) for one in keepassxc.skipped] == [
        ("line 4", "It was in the bin there.")
    ]
    empty = read(CHROME.splitlines()[0] + "\nonly a title,https://a.example,,,\n")
    assert [one.why for one in empty.skipped] == ["It has neither a user name nor a password."]


def test_milliseconds_of_firefox_are_instants():
    (one,) = read(FIREFOX).credentials
    assert [at.date().isoformat() for at in (one.created, one.used, one.changed)] == [
        "2020-09-13", "2023-11-14", "2022-04-15",
    ]  # fmt: skip


def test_a_file_that_is_cut_off_is_not_half_taken():
    found = read(CHROME + 'b,https://b.example,me,"never closed\n')
    assert found.credentials == ()
    assert "line 3" in found.errors[0]


def test_a_row_of_other_length_loses_nothing_it_has():
    found = read("name,url,username,password,note\na,https://a.example,me,pw\nb,,me,pw,n,more\n")
    assert [one.password.reveal() for one in found.credentials] == ["pw", "pw"]
    assert any("more than the columns say" in warning for warning in found.warnings)


def test_a_picture_of_what_was_read_shows_no_secret():
    shown = repr([read(text) for text in (KEEPASSXC, BITWARDEN, FIREFOX, APPLE, CHROME)])
    for secret in ("gardener", "a,b", "JBSWY3DP", "PIN", "hello", "'pw'"):
        assert secret not in shown


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_file_there_is_an_answer(junk):
    found = read_credentials(CHROME.encode() + junk)
    assert found is None or found.detected == "chrome-csv"


@pytest.mark.usefixtures("shared")
def test_the_checks_of_interchange_are_met(shared):
    folder = shared / "checks" / "interop"
    lines = (folder / "checks.jsonl").read_text("utf-8").splitlines()
    checks = [json.loads(line) for line in lines]
    wanted = [one for one in checks if one["id"] in {"K05", "K06", "K07", "K08", "K09"}]
    assert len(wanted) == 5
    for check in wanted:
        found = read_credentials((folder / check["file"]).read_bytes())
        facts = {path: value for path, _how, value in check["expect"]}
        assert found.detected == facts["detected"]
        assert len(found.credentials) == facts["n_credentials"]
        assert len(found.skipped) == facts.get("skipped", 0)
        (one,) = found.credentials
        assert len(one.urls) == facts.get("credentials[0].urls", 1)
        if "credentials[0].password" in facts:
            assert one.password.reveal() == facts["credentials[0].password"]
        if "credentials[0].changed" in facts:
            assert one.changed.date().isoformat() == facts["credentials[0].changed"]
