"""The Internet's name tables: international host names, and who owns what under which suffix."""

import functools

from relationship_journal.domain.site_address import NameRules


@functools.cache
def name_rules() -> NameRules:
    """Return the rules by the tables that came with the program; no network is asked.

    Read once: the list of public suffixes takes 35 ms.
    """
    import idna  # noqa: PLC0415  start-up time
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415  start-up time

    suffixes = PublicSuffixList()

    def to_ascii(host: str) -> str:
        # IDNAError is a ValueError
        return idna.encode(host, uts46=True, std3_rules=True, transitional=False).decode("ascii")

    def to_unicode(host: str) -> str:
        try:
            return idna.decode(host)
        except idna.IDNAError:
            return host

    def registrable(host: str) -> str | None:
        return suffixes.privatesuffix(host) or None

    return NameRules(to_ascii, to_unicode, registrable)
