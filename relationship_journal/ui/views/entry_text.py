"""What is being written to or about a person: the draft, and the text it is typed into."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Signal

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.ui.widgets.fields import GrowingTextEdit

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed for one person and is not written down yet.

    `channel` is None as long as nobody chose one: then the newest exchange's is proposed.
    """

    text: str = ""
    direction: Direction = Direction.OUTGOING
    channel: Channel | None = None
    intent: Intent | None = None
    link: str = ""
    has_link: bool = False
    when: str = ""
    has_when: bool = False
    is_note: bool = False


def without_address(pasted: str) -> tuple[str, str]:
    """Return a pasted text without the web address at one of its ends, and the address.

    An address in the midst of words belongs to the words and stays; so do all where there are
    several.
    """
    found = _WEB_ADDRESS.findall(pasted)
    if len(found) != 1:
        return pasted, ""
    address, whole = found[0], pasted.strip()
    if whole.startswith(address) or whole.endswith(address):
        return whole.replace(address, "", 1).strip(), address
    return pasted, ""


class EntryText(GrowingTextEdit):
    """The words; a web address pasted or dropped here is told instead of typed."""

    address_pasted = Signal(str)
    takes_addresses = True

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text only, and an address at its end for the link."""
        rest, address = without_address(source.text())
        if not address or not self.takes_addresses:
            self.insertPlainText(source.text())
            return
        if rest:
            self.insertPlainText(rest)
        self.address_pasted.emit(address)
