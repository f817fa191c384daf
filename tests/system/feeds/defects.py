"""27 ways in which real feeds are broken, each done to a feed that was whole."""

import re

_AFTER_FIRST_ITEM = re.compile(r"(?s)(</(?:item|entry)>)")


def _first_title(text):
    """Return where the words of the first item's title begin, or -1."""
    item = re.search(r"<(?:item|entry)[\s>]", text)
    title = item and re.compile(r"<title[^>]*>(?:<!\[CDATA\[)?").search(text, item.end())
    return title.end() if title else -1


def _in_last_body(text, piece):
    """Put a piece into the text of the last item's description, where it harms what is after."""
    places = list(re.finditer(r"<(?:description|summary|content)[^>/]*>(?!<!\[CDATA)", text))
    if len(places) < 2:
        return text
    at = places[-1].end()
    return text[:at] + piece + text[at:]


def _declared(text, name):
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return f'<?xml version="1.0" encoding="{name}"?>{bare}'


DEFECTS = {
    "cut after four fifths": lambda text: text[: len(text) * 4 // 5],
    "cut inside the last tag": lambda text: text[: text.rstrip().rfind("<") + 2],
    "no closing root": lambda text: re.sub(r"</(?:rss|feed|rdf:RDF)>\s*$", "", text),
    "bare ampersand": lambda text: _in_last_body(text, "Fish & chips & AT&T "),
    "names of HTML": lambda text: _in_last_body(text, "Caf&eacute;&nbsp;&mdash;&hellip; "),
    "unknown name": lambda text: _in_last_body(text, "&notathing; "),
    "control characters": lambda text: _in_last_body(text, "a\x0b\x01\x1fb "),
    "NUL": lambda text: _in_last_body(text, "a\x00b "),
    "half a surrogate pair": lambda text: _in_last_body(text, "&#xD83D; "),
    "surrogate pair as references": lambda text: _in_last_body(text, "&#xD83D;&#xDE00; "),
    "reference beyond Unicode": lambda text: _in_last_body(text, "&#x110000;&#99999999999; "),
    "space before the prolog": lambda text: "\n\n  " + text,
    "a warning before the prolog": lambda text: (
        "<br />\n<b>Warning</b>:  Undefined key in <b>/srv/feed.php</b> on line <b>3</b><br />\n"
        + text
    ),
    "words behind the root": lambda text: text + "\n<!-- cached --><script>var a = 1;</script>",
    "within a page": lambda text: (
        "<!DOCTYPE html><html><body>" + re.sub(r"^\s*<\?xml[^>]*\?>", "", text) + "</body></html>"
    ),
    "two prologs": lambda text: '<?xml version="1.0"?>\n' + text,
    "no prolog": lambda text: re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", text),
    "mark in the middle": lambda text: "\ufeff\ufeff" + text,
    "naked br": lambda text: _in_last_body(text, "one<br>two<hr>three "),
    "unquoted attribute": lambda text: _in_last_body(text, "<a href=http://a.example/>x</a> "),
    "attribute twice": lambda text: _in_last_body(text, '<a href="x" href="y">z</a> '),
    "crossed tags": lambda text: _in_last_body(text, "<b><i>x</b></i> "),
    "undeclared prefix": lambda text: _AFTER_FIRST_ITEM.sub(
        r"<dx:thing>5</dx:thing><zz:y/>\1", text, count=1
    ),
    "declared otherwise": lambda text: _declared(text, "iso-8859-1"),
    "bogus declaration": lambda text: _declared(text, "utf8mb4"),
    "UTF-16 called UTF-8": lambda text: _declared(text, "utf-8").encode("utf-16"),
    "open character data": lambda text: (
        text[: text.rfind("]]>")] + text[text.rfind("]]>") + 3 :] if "]]>" in text else text
    ),
}


def broken(text, name):
    """Return the bytes of a feed with one defect."""
    made = DEFECTS[name](text)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
