import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.formats import detect


@pytest.mark.parametrize(
    ("data", "filename", "found"),
    [
        (b"", "roll.opml", "empty"),
        (b" \r\n", "", "empty"),
        (b'<?xml version="1.0"?>\n<!-- a --><opml version="2.0">', "", "opml"),
        (b"\xef\xbb\xbf\n <OPML>", "roll.csv", "opml"),
        ("<opml>".encode("utf-16"), "", "opml"),
        ("<opml>".encode("utf-16-le"), "", "opml"),
        (b"<!DOCTYPE l [<!ENTITY a 'b'>]><opml>", "bomb.xml", "opml"),
        (b"Warning: cannot modify header\n<opml version='1.0'>", "", "opml"),
        (b"<outline text='a'/>", "", "opml"),
        (b"not a list", "roll.opml", "opml"),
        (b"RJ CSV 1,Name\r\n", "people.csv", "rj-csv"),
        (b"\xef\xbb\xbfsep=;\r\nRJ CSV 1;Name\r\n", "", "rj-csv"),
        (b'"RJ CSV 1";Name\r\n', "people.txt", "rj-csv"),
        ("RJ CSV 1\tName\r\n".encode("utf-16"), "", "rj-csv"),
        (b"RJ CSV 10,Name\r\n", "", "csv"),
        (b"Name,Email\nA,a\n", "people.csv", "csv"),
        (b"Email\na@moss.example\n", "people.csv", "csv"),
        (b"Name;Email\n", "", "csv"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "people.csv", "vcard"),
        (b"begin : vcard", "", "vcard"),
        (b"BEGIN:VCALENDAR", "", "ics"),
        (b"<rss xmlns:wp='http://wordpress.org/export/1.2/'>", "", "wordpress-wxr"),
        (b"<rss version='2.0'>", "", "feed"),
        (b"<disqus xmlns='http://disqus.com'>", "", "disqus"),
        (b"<!DOCTYPE html><html>", "", "html"),
        (b"<rdf:RDF>", "", "xml"),
        (b'{"a": 1}', "", "json"),
        (b"PK\x03\x04", "people.opml", "zip"),
        (b"\x89PNG\r\n\x1a\n", "people.csv", "binary"),
        (b"SQLite format 3\x00", "journal.db", "sqlite"),
        (b"just words", "", "text"),
    ],
)
def test_a_format_is_found_by_content_before_name(data, filename, found):
    assert detect(data, filename) == found


@given(st.binary(max_size=60), st.sampled_from(["", "<", "RJ CSV 1", "BEGIN:", "<!DOCTYPE["]))
def test_any_bytes_have_a_format(data, start):
    assert detect(start.encode() + data)
