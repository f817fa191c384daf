"""Commands on the vault and on the journal's encryption; none ever prints what is sealed."""

from typing import TYPE_CHECKING

from relationship_journal.cli.keys import Keys, unlock_sign_ins
from relationship_journal.cli.output import Result, progress
from relationship_journal.cli.parsing import Command, Given, Option
from relationship_journal.errors import JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

if TYPE_CHECKING:
    from relationship_journal.core import Core

_ACTS = ("--make", "--change-passphrase", "--new-code", "--renew", "--decrypt")


def commands() -> tuple[Command, ...]:
    """Return the commands on the vault."""
    return (
        Command(
            "vault",
            _("how it stands with what is sealed"),
            _vault,
            (),
            (
                Option("--make", _("make the vault for sign-ins")),
                Option("--change-passphrase", _("choose another passphrase")),
                Option("--new-code", _("replace the recovery code")),
                Option("--renew", _("seal everything under new keys")),
                Option("--decrypt", _("make the journal a plain file; sign-ins stay sealed")),
            ),
            opposites=tuple(
                (one, other) for at, one in enumerate(_ACTS) for other in _ACTS[at + 1 :]
            ),
            more=_(
                "Passphrases are asked for on the terminal, or read from the open file of "
                "--passphrase-fd, a line each: the present one first, then the new one."
            ),
        ),
        Command(
            "unlock",
            _("try the passphrase or the recovery code"),
            _unlock,
            more=_("It changes nothing; exit code 0 says that it is the right one."),
        ),
    )


def _vault(core: "Core", given: Given) -> Result:
    keys: Keys = given.keys
    if "--make" in given:
        return _make(core, keys)
    if "--change-passphrase" in given:
        core.vault.change_passphrase(keys.passphrase(), keys.new_passphrase())
        return _done(core, _("The passphrase was changed; the old one opens nothing any more."))
    if "--new-code" in given:
        return _new_code(core, keys)
    if "--renew" in given:
        return _renew(core, keys)
    if "--decrypt" in given:
        return _decrypt(core, keys)
    return _done(core)


def _done(core: "Core", *lines: str) -> Result:
    """Return how it stands, after what was done."""
    if lines:  # so that an older copy of the folder is noticed
        core.keyring.note(core.keyring.seen())
    state, count = core.vault.state.value, core.vault.count()
    value = {
        "state": state,
        "encrypted": core.vault.is_journal_encrypted,
        "sign_ins": count,
        "keyring": bool(core.vault.keyring_slots),
    }
    return Result(value, lines or _standing(core, count))


def _standing(core: "Core", count: int) -> tuple[str, ...]:
    whole = (
        _("The whole journal is encrypted.")
        if core.vault.is_journal_encrypted
        else _("The journal is a plain file on this computer.")
    )
    if core.vault.state.value == "none":
        return (whole, _("There is no vault yet: the first sign-in makes it."))
    line = ngettext("{n} sign-in is sealed.", "{n} sign-ins are sealed.", count)
    return (whole, line.format(n=count))


def _make(core: "Core", keys: Keys) -> Result:
    if not core.vault.needs_code:
        core.vault.make(keys.passphrase())
        return _done(core, _("The vault is made; the journal’s passphrase opens it."))
    keys.see_that_a_code_can_be_given()
    passphrase, code = keys.new_passphrase(), core.vault.propose_code()
    keys.give_code(code)
    core.vault.make(passphrase, code)
    return _done(core, _("The vault is made."))


def _new_code(core: "Core", keys: Keys) -> Result:
    keys.see_that_a_code_can_be_given()
    passphrase, code = keys.passphrase(), core.vault.propose_code()
    core.vault.check(passphrase)
    keys.give_code(code)
    core.vault.new_code(passphrase, code)
    return _done(core, _("The old recovery code opens nothing any more."))


def _renew(core: "Core", keys: Keys) -> Result:
    passphrase, told = keys.passphrase(), progress(_("Renewing"))
    is_encrypted = core.vault.is_journal_encrypted
    if core.vault.state.value != "none":
        core.vault.renew(passphrase, told)
    elif not is_encrypted:
        raise NotFound(_("There are no keys yet: nothing is encrypted."))
    result = _done(core, _("Everything is sealed under new keys; passphrase and code stay."))
    if is_encrypted:
        from relationship_journal.services import encrypting  # noqa: PLC0415  start-up time

        core.close()
        encrypting.renew(core.path, core.clock, passphrase, progress=told)
    return result


def _decrypt(core: "Core", keys: Keys) -> Result:
    from relationship_journal.services import encrypting  # noqa: PLC0415  start-up time

    if not core.vault.is_journal_encrypted:
        raise JournalError(_("The journal is not encrypted."))
    result = _done(core, _("The journal is a plain file now; sign-ins stay sealed."))
    core.close()
    encrypting.decrypt(core.path, core.clock, keys.passphrase(), progress=progress(_("Decrypting")))
    return Result({**result.value, "encrypted": False, "keyring": False}, result.lines)


def _unlock(core: "Core", given: Given) -> Result:
    keys: Keys = given.keys
    if core.vault.state.value == "none" and not core.vault.is_journal_encrypted:
        raise NotFound(_("There is nothing to unlock: nothing is encrypted."))
    if core.vault.is_opened_by_keyring:  # nothing was typed yet
        core.vault.check(keys.passphrase())
    unlock_sign_ins(core, keys)
    if core.vault.is_open and not core.vault.is_whole():
        words = _("Sign-ins are missing, added or older than they were.")
        return Result({"ok": True, "whole": False}, [_("It opens.")], (words,))
    return Result({"ok": True, "whole": True}, [_("It opens.")])
