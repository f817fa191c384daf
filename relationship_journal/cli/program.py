"""From the words of a command to its exit code; the one door where faults are told."""

import contextlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relationship_journal import __version__, paths
from relationship_journal.cli import help_texts, keys, output, parsing, table, values
from relationship_journal.cli.parsing import Command, Given, Journals, Surroundings, UsageError
from relationship_journal.errors import (
    InvalidInput,
    JournalError,
    JournalFileError,
    NeedsPassphrase,
    WrongPassphrase,
)
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.core import Core

OpenWindow = Callable[[Path | None, bool, bool], int]
"""Opens the window: the journal, whether it begins hidden, whether on a made-up journal."""

# Values that only make no sense as they are typed: wrong usage, wherever they are found out.
_USAGE_FIELDS = frozenset({"when", "repeat", "format", "columns", "delimiter"})
_NEED_A_COMMAND = frozenset(
    {"--json", "--at", "--encrypt", "--passphrase-fd", "--recovery-code-fd"}
)
_SCREENLESS = ("offscreen", "minimal", "vnc")


def main(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command and return its exit code; without a command, open the window.

    Args:
        argv: the words after the program's name.
        open_window: how; called where there is a screen only.
    """
    try:
        return _serve(argv, open_window)
    except output.ClosedEarly:
        return output.DONE  # the work is done; nobody reads on
    except KeyboardInterrupt:
        return output.INTERRUPTED
    except JournalError as error:
        output.complain(str(error))
        return _code_of(error)
    except Exception as error:  # noqa: BLE001  the door: a fault is told, and no traceback shown
        _tell_fault(error)
        return output.REFUSED


def _serve(argv: Sequence[str], open_window: OpenWindow) -> int:
    commands = table.all_commands()
    request = parsing.read(argv, commands)
    command, common = request.command, request.common
    if "--help" in common:
        themes = table.themes()
        output.say(help_texts.of_command(command) if command else help_texts.of_program(themes))
        return output.DONE
    if "--version" in common:
        output.say(f"{help_texts.PROGRAM} {__version__}\n")
        return output.DONE
    if "--hidden" in common and command is not None:
        raise UsageError(_("“--hidden” goes without a command."))
    journal = _journal_named(common)
    if command is None or command.name == table.DEMO:
        needing = sorted(_NEED_A_COMMAND & common.keys())
        if command is None and needing:
            raise UsageError(_("“{option}” needs a command.").format(option=needing[0]))
        is_demo = command is not None
        return _window(open_window, commands, journal, "--hidden" in common, is_demo)
    around, clock = _surroundings(common)
    given = parsing.convert(request, command, around)
    command.check(given)
    if command.run_alone is not None:
        if "--encrypt" in common:
            raise UsageError(
                _("“--encrypt” does not go with “{command}”.").format(command=command.name)
            )
        result = command.run_alone(journal, given, around)
        output.show(result, as_json="--json" in common)
        return result.exit_code
    wanted = command.journal(given)
    if "--encrypt" in common:
        _encrypt_first(wanted, journal, clock, around.keys)
    with _opened(wanted, journal, clock, around) as core:
        if command.unlocks and around.keys.is_given:
            keys.unlock_sign_ins(core, around.keys)
        return _run(core, command, given, as_json="--json" in common)


def _run(core: "Core", command: Command, given: Given, *, as_json: bool) -> int:
    result = command.run(core, given)
    try:
        output.show(result, as_json=as_json)
    except JournalError:
        # what nobody was told of must not stay: a script would do it again
        while core.history.undo_label is not None:
            core.history.undo()
        raise
    return result.exit_code


def _journal_named(common: Mapping[str, str]) -> Path | None:
    if "--journal" not in common:
        return None
    if not common["--journal"]:
        raise UsageError(_("“--journal” needs the name of a file."))
    return Path(common["--journal"])


def _surroundings(common: Mapping[str, str]) -> tuple[Surroundings, Callable[[], datetime] | None]:
    """Return the present as the command sees it, and the wound clock if there is one."""
    from relationship_journal.services import this_computer  # noqa: PLC0415  start-up time

    zone = this_computer.local_zone()
    own = _keys(common)
    around = Surroundings(this_computer.now(), zone, _standard_input, output.complain, own)
    if "--at" not in common:
        return around, None
    moment = values.when(common["--at"], around).instant
    return (
        Surroundings(moment, zone, _standard_input, output.complain, own),
        this_computer.wound_to(moment),
    )


def _standard_input() -> bytes:
    """Return what stands on standard input, at most a little more than can be kept."""
    if sys.stdin is None:
        raise JournalError(_("There is no standard input to read."))
    return sys.stdin.buffer.read(values.MOST_READ + 1)


@contextlib.contextmanager
def _opened(
    wanted: Journals,
    journal: Path | None,
    clock: Callable[[], datetime] | None,
    around: Surroundings,
) -> Iterator["Core"]:
    """Open the journal while inside.

    Raises: JournalFileError, TooNew, Busy, DiskFull.
    """
    from relationship_journal.core import open_core  # noqa: PLC0415  a wrong word needs none of it

    with contextlib.ExitStack() as stack:
        is_begun = wanted is Journals.BEGUN
        if wanted is Journals.LOOKED_AT and not _is_there(journal or paths.default_journal()):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="relationship-journal"))
            journal, is_begun = Path(folder) / "journal.db", True
        keeps_house = clock is None and wanted is not Journals.LOOKED_AT

        def open_it() -> "Core":
            return open_core(
                journal,
                begin=is_begun,
                clock=clock,
                zone=around.zone,
                keeps_house=keeps_house,
                key=around.keys.ask,
            )

        core = _open_by_keys(open_it, around.keys)
        stack.callback(core.close)
        yield core


def _open_by_keys(open_it: Callable[[], "Core"], own: keys.Keys) -> "Core":
    """Open a journal, with another key after a wrong one where somebody can give it.

    Raises: NeedsPassphrase, JournalError.
    """
    while True:
        try:
            return open_it()
        except WrongPassphrase as error:
            if not own.may_try_again():
                raise NeedsPassphrase(error.text, error.hint, "wrong") from error
            output.complain(str(error))


def _encrypt_first(
    wanted: Journals,
    journal: Path | None,
    clock: Callable[[], datetime] | None,
    own: keys.Keys,
) -> None:
    """Encrypt the journal before the command works on it; one that is encrypted stays so.

    Raises: UsageError, JournalError.
    """
    from relationship_journal.services import encrypting, vault  # noqa: PLC0415  start-up time

    place = encrypting.place_of(journal, begin=wanted is Journals.BEGUN)
    form = encrypting.look(place)
    if form is encrypting.Form.ENCRYPTED or wanted is Journals.LOOKED_AT:
        return
    if form is encrypting.Form.NOTHING and wanted is not Journals.BEGUN:
        return  # said when it is opened
    has_keys = form is encrypting.Form.PLAIN and encrypting.has_sign_ins(place, clock)
    if has_keys:
        encrypting.encrypt(place, clock, own.passphrase())
        return
    own.see_that_a_code_can_be_given()
    passphrase, code = own.new_passphrase(), vault.propose_code()
    own.take(passphrase)
    own.give_code(code)
    if form is encrypting.Form.NOTHING:
        encrypting.begin(place, clock, passphrase, code)
    else:
        told = output.progress(_("Encrypting"))
        encrypting.encrypt(place, clock, passphrase, code=code, progress=told)


def _keys(common: Mapping[str, str]) -> keys.Keys:
    def number(option: str) -> int | None:
        return keys.file_number(option, common[option]) if option in common else None

    return keys.Keys(number("--passphrase-fd"), number("--recovery-code-fd"), _by_keyring)


def _by_keyring(locked: Any) -> Any:
    from relationship_journal.services import keyring_slot  # noqa: PLC0415  start-up time

    return keyring_slot.by_keyring(locked)


def _is_there(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except (OSError, ValueError):  # said when it is opened
        return True


# --- the window -----------------------------------------------------------------------------------


def _window(
    open_window: OpenWindow,
    commands: Sequence[Command],
    journal: Path | None,
    is_hidden: bool,
    is_demo: bool,
) -> int:
    if not has_screen(sys.platform, os.environ):
        without = [one for one in commands if one.name != table.DEMO]
        for line in help_texts.of_no_screen(without).splitlines():
            output.complain(line)
        return output.REFUSED
    try:
        return open_window(journal, is_hidden, is_demo)
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        raise JournalError(
            _("The window cannot open: {reason}.").format(reason=error),
            _("The commands work without it."),
        ) from error


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Say whether a window can open here, without loading Qt.

    Only Linux is asked: elsewhere there always is a screen.
    """
    if not platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in _SCREENLESS:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


# --- what went wrong ------------------------------------------------------------------------------


def _code_of(error: JournalError) -> int:
    if isinstance(error, UsageError):
        return output.USAGE
    if isinstance(error, JournalFileError):
        return output.FILE_TROUBLE
    if isinstance(error, InvalidInput) and error.field in _USAGE_FIELDS:
        return output.USAGE
    return output.REFUSED


def _tell_fault(error: Exception) -> None:
    output.complain(
        _("This is a fault of the program ({kind}). With RJ_DEBUG=1 it says where.").format(
            kind=type(error).__name__
        )
    )
    if os.environ.get("RJ_DEBUG") and sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            traceback.print_exception(error, file=sys.stderr)
