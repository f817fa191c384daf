"""What browsers' own files say of their profiles, and the words that have one open an address."""

import json

import pytest

from relationship_journal.domain import browsers
from relationship_journal.domain.browsers import Browser, BrowserProfile, Kind

INI = """\
[Install4F96D1932A9F858E]
Default=x1.default-release
Locked=1

[Profile1]
Name=default
IsRelative=1
Path=x0.default

[Profile0]
Name=Blog; 50% = mine
IsRelative=1
Path=Profiles/x1.blog
StoreID=ab12

[Profile2]
Name=
IsRelative=0
Path=/srv/firefox/elsewhere

[General]
StartWithLastProfile=1
Version=2
"""
FIREFOX = Browser("firefox", "Firefox", Kind.FIREFOX, "/usr/bin/firefox", "/home/me/.mozilla")
CHROME = Browser("chrome", "Google Chrome", Kind.CHROMIUM, "/usr/bin/google-chrome", "/home/me/c")
PAGE = "https://quietgardens.example/2026/?a=1&b=$(id)"


def test_a_profiles_ini_names_profiles_and_where_they_are() -> None:
    found = [(one.path, one.is_relative, one.name, one.group) for one in _ini(INI)]
    assert found == [
        ("x0.default", True, "default", ""),
        ("Profiles/x1.blog", True, "Blog; 50% = mine", "ab12"),
        ("/srv/firefox/elsewhere", False, "/srv/firefox/elsewhere", ""),
    ]


@pytest.mark.parametrize(
    "text", ["", "\x00\x01", "Name=x\nPath=y", "[Profile0", "[Profile0]\nName=no path", "[]=["]
)
def test_a_damaged_profiles_ini_names_nobody(text: str) -> None:
    assert _ini(text) == []


def test_a_local_state_names_profiles_in_the_browsers_order() -> None:
    state = {
        "profile": {
            "info_cache": {
                "Default": {"name": "Ana"},
                "Profile 2": {"name": "Blog\n\u202eworst"},
                "Profile 3": {"name": ""},
                "../elsewhere": {"name": "outside"},
                "-x": {"name": "option"},
                "System Profile": {"name": "nobody"},
            },
            "profiles_order": ["Profile 2", "Default"],
        }
    }
    found = browsers.chromium_profiles(json.dumps(state))
    assert [(one.id, one.name) for one in found] == [
        ("Profile 2", "Blog worst"),
        ("Default", "Ana"),
        ("Profile 3", "Profile 3"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"profile": 1}', '{"profile": {"info_cache": []}}', "[" * 100_000],
)
def test_a_damaged_local_state_names_nobody(text: str) -> None:
    assert browsers.chromium_profiles(text) == ()


def test_a_lone_surrogate_in_a_name_is_left_out() -> None:
    state = '{"profile": {"info_cache": {"Default": {"name": "A\\ud800na"}}}}'
    assert [one.name for one in browsers.chromium_profiles(state)] == ["Ana"]


def test_firefox_is_given_the_profiles_folder_and_the_address() -> None:
    profile = BrowserProfile("x1.blog", "Blog")
    assert browsers.command(FIREFOX, profile, PAGE) == (
        "/usr/bin/firefox", "--profile", "/home/me/.mozilla/x1.blog", PAGE,
    )  # fmt: skip
    assert browsers.command(FIREFOX, None, PAGE) == ("/usr/bin/firefox", PAGE)


def test_a_profile_outside_the_folder_is_named_by_its_whole_path() -> None:
    words = browsers.command(FIREFOX, BrowserProfile("/srv/else", "Else"), PAGE)
    assert words[1:3] == ("--profile", "/srv/else")


def test_chromium_is_given_the_folder_in_one_word_and_the_address_behind_two_dashes() -> None:
    words = browsers.command(CHROME, BrowserProfile("Profile 2", "Blog"), PAGE)
    assert words == (
        "/usr/bin/google-chrome", "--profile-directory=Profile 2", "--", PAGE,
    )  # fmt: skip
    assert browsers.command(CHROME, None, PAGE) == ("/usr/bin/google-chrome", "--", PAGE)


@pytest.mark.parametrize("browser", [FIREFOX, CHROME])
@pytest.mark.parametrize(
    "address", ["--help", "-h", "file:///etc/passwd", "javascript:1", "mailto:a@b.example", ""]
)
def test_nothing_but_a_page_is_given_to_a_browser(browser: Browser, address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        browsers.command(browser, None, address)


def test_every_browser_has_an_id_of_its_own() -> None:
    ids = [one.id for one in browsers.KNOWN]
    assert len(set(ids)) == len(ids) == 9


def _ini(text: str) -> list[browsers.IniProfile]:
    return list(browsers.firefox_profiles(text))
