"""A vault that opens and locks at once, for tests that are not about its keys."""

from relationship_journal.errors import VaultLocked
from relationship_journal.store.vault.records import RecordKeys


class FakeVault:
    """Open until it is locked."""

    def __init__(self, data_key: bytes = bytes(range(32))):
        self._record_keys = RecordKeys(data_key, bytes(16), 1)
        self.is_open = True
        self.listeners = []

    def keys(self):
        if not self.is_open:
            raise VaultLocked("The sign-ins are locked.")
        return self._record_keys

    def subscribe(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def lock(self):
        self._set(is_open=False)

    def unlock(self):
        self._set(is_open=True)

    def _set(self, *, is_open):
        self.is_open = is_open
        for listener in tuple(self.listeners):
            listener()
