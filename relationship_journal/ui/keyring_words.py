"""What the banner says of the system's keyring after the start."""

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.keyring_slot import AnswerRow, Situation
from relationship_journal.ui.keyring_link import KeyringLink, KeyringWatch
from relationship_journal.ui.messages import Banner


def watch_keyring(core: Core, banner: Banner) -> KeyringWatch:
    """Look once how the keyring stands, and say what has to be known; close it at the end."""
    watch = KeyringWatch(KeyringLink(core.keyring), core.vault.subscribe, banner)

    def say_older() -> None:
        banner.say(
            _(
                "This is an older copy of the journal than this computer has seen. If you did not"
                " put it back yourself, somebody else may have."
            ),
            icon="triangle-alert",
            state="danger",
            action=_("I put it back"),
            then=watch.accept,
        )

    def say_gone(sentence: str) -> None:
        banner.say(sentence, icon="key-round", action=_("Remember again"), then=watch.keep)

    def say_withdrawn(sentence: str) -> None:
        banner.say(sentence, icon="key-round", state="danger")

    watch.older.connect(say_older)
    watch.gone.connect(say_gone)
    watch.withdrawn.connect(say_withdrawn)
    watch.start()
    if core.vault.sign_in_keyring_slots:
        sign_ins = KeyringLink(core.sign_ins_keyring)
        sign_ins.setParent(watch)

        def refuse_unprotected(answer: AnswerRow) -> None:
            if answer.situation is Situation.UNPROTECTED:
                sign_ins.withdraw()
                say_withdrawn(answer.sentence)

        sign_ins.answered.connect(refuse_unprotected)
        sign_ins.look()
    return watch
