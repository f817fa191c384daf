"""The clock and the zone of this computer, handed on to the faces of the program."""

from relationship_journal.system.clock import local_zone, now, wound_to

__all__ = ["local_zone", "now", "wound_to"]
