"""Commands on files: import, export, check."""

import contextlib
import locale
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values
from relationship_journal.cli.keys import unlock_sign_ins
from relationship_journal.cli.output import DONE, FILE_TROUBLE, REFUSED, Result, progress
from relationship_journal.cli.parsing import (
    Argument,
    Command,
    Given,
    Journals,
    Option,
    UsageError,
)
from relationship_journal.errors import (
    ImportRefused,
    JournalError,
    JournalFileError,
    KeysDamaged,
    VaultLocked,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from relationship_journal.core import Core
    from relationship_journal.domain.records import CredentialRecord, ImportReport
    from relationship_journal.domain.secret import Secret
    from relationship_journal.services.sign_in_import import SignInReport


def commands() -> tuple[Command, ...]:
    """Return the commands on files."""
    return (
        Command(
            "import",
            _("people from files"),
            _import,
            (Argument("FILE", _("feed lists (OPML), our own CSV"), values.file, is_many=True),),
            (
                Option(
                    "--format",
                    _("what the files are; found by their content when left out"),
                    "F",
                    values.format_of(_import_formats),
                ),
                Option("--dry-run", _("say what would happen, and change nothing")),
                Option(
                    "--file-password-fd",
                    _("the number of an open file with the password of a KeePass database"),
                    "N",
                ),
            ),
            journal=_journal_of_import,
            check=_check_files,
            unlocks=True,
            more=_("Begins a journal where there is none. The same file again adds nobody."),
        ),
        Command(
            "export",
            _("everyone, for other programs"),
            _export,
            (
                Argument("FILE", _("where to; it is replaced when all went well"), values.file),
                Argument(
                    "COLUMN", _("further columns, after --columns"), is_needed=False, is_many=True
                ),
            ),
            (
                Option(
                    "--format",
                    _("csv, json or ics (a calendar); by the file’s name when left out"),
                    "F",
                    values.format_of(_export_formats),
                ),
                Option(
                    "--columns", _("for a CSV, which: Name,Circle,Tags"), "COLUMNS", is_many=True
                ),
                Option("--delimiter", _("for a CSV: , ; | or tab"), "D", values.delimiter),
                Option("--for-excel", _("a CSV as a spreadsheet of your language expects it")),
            ),
            check=_check_columns,
        ),
        Command(
            "check",
            _("is everything in the journal as it should be?"),
            _check,
            more=_("With a passphrase the seals of the sign-ins are tried too."),
        ),
    )


# --- import -----------------------------------------------------------------------------------


def _import_formats() -> Iterable[str]:
    from relationship_journal.services.importing import FORMATS  # noqa: PLC0415  start-up time

    return FORMATS


def _journal_of_import(given: Given) -> Journals:
    return Journals.LOOKED_AT if "--dry-run" in given else Journals.BEGUN


def _check_files(given: Given) -> None:
    # before a journal is begun for nothing
    for path in given.all("FILE"):
        with contextlib.suppress(OSError):  # said in full when it is read
            if not path.exists():
                raise JournalError(_("There is no file {path}.").format(path=path))


def _import(core: "Core", given: Given) -> Result:
    started = time.perf_counter()
    preview = core.importing.read(
        given.all("FILE"), format=given.text("--format"), password=_file_password(given)
    )
    report = preview.report
    logins = [record for one in preview.files for record in one.credentials]
    is_unreadable = bool(report.errors) and not (logins or any(f.records for f in preview.files))
    if "--dry-run" in given:
        from relationship_journal.services.interop_view import view  # noqa: PLC0415  start-up time

        value = {
            **view(preview.files),
            **_counts(report),
            "traceback": False,
            "log": "",
            "seconds": round(time.perf_counter() - started, 3),
            "peak_rss_mib": _peak_mib(),
        }
        lines = [*_report_lines(report, is_dry=True), *_logins_line(len(logins))]
        return Result(value, lines, report.errors, REFUSED if is_unreadable else DONE)
    if is_unreadable:
        raise ImportRefused(" ".join(report.errors))
    sign_ins = _bring_in_sign_ins(core, logins) if logins else None
    report = core.importing.bring_in(preview, progress(_("Import")))
    if sign_ins is not None:
        report = replace(
            report,
            added=report.added + sign_ins.added,
            updated=report.updated + sign_ins.updated,
            unchanged=report.unchanged + sign_ins.unchanged,
            skipped=(*report.skipped, *sign_ins.skipped),
        )
    value = {
        "detected": report.detected,
        **_counts(report),
        "skipped": [asdict(one) for one in report.skipped],
        "warnings": list(report.warnings),
        "errors": list(report.errors),
    }
    told = _report_lines(report, is_dry=False) if sign_ins is None else _sign_in_lines(report)
    return Result(value, told, report.errors)


def _file_password(given: Given) -> "Secret | None":
    if "--file-password-fd" not in given:
        return None
    from relationship_journal.cli.keys import file_number, secret_from  # noqa: PLC0415  start-up

    option = "--file-password-fd"
    return secret_from(option, file_number(option, given.text(option)))


def _bring_in_sign_ins(core: "Core", logins: "Sequence[CredentialRecord]") -> "SignInReport":
    if core.vault.state == "none":
        raise VaultLocked(
            _("The file holds sign-ins, and there is no vault for them yet."),
            _("Make one with “vault --make”, or import it in the window."),
        )
    if not core.vault.is_open:
        raise VaultLocked(
            _("The file holds sign-ins, and they are locked."),
            _("Give the passphrase with --passphrase-fd, or import it in the window."),
        )
    return core.sign_in_import.bring_in(logins, progress(_("Import")))


def _logins_line(number: int) -> Iterable[str]:
    if number:
        words = ngettext("{n} sign-in is in it.", "{n} sign-ins are in it.", number)
        yield words.format(n=number)


def _sign_in_lines(report: "ImportReport") -> Iterable[str]:
    words = ngettext("{n} is new.", "{n} are new.", report.added)
    yield words.format(n=report.added)
    if report.updated:
        yield _("{n} there already got something new.").format(n=report.updated)
    if report.unchanged:
        yield _("{n} there already stay as they are.").format(n=report.unchanged)
    for hole in report.skipped:
        yield _("{where}: {why}").format(where=hole.where, why=hole.why)
    yield from report.warnings
    yield _("The file still holds your passwords in clear: delete it when you do not need it.")


def _counts(report: "ImportReport") -> dict[str, Any]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
    }


def _report_lines(report: "ImportReport", *, is_dry: bool) -> Iterable[str]:
    if is_dry:
        new = ngettext("{n} person would be new.", "{n} people would be new.", report.added)
    else:
        new = ngettext("{n} person is new.", "{n} people are new.", report.added)
    yield new.format(n=report.added)
    if report.updated:
        more = ngettext(
            "Of {n} there already something was added.",
            "Of {n} there already something was added.",
            report.updated,
        )
        if is_dry:
            more = _("Of {n} there already something would be added.")
        yield more.format(n=report.updated)
    if report.unchanged:
        same = ngettext(
            "{n} was there already, with nothing new.",
            "{n} were there already, with nothing new.",
            report.unchanged,
        )
        yield same.format(n=report.unchanged)
    for hole in report.skipped:
        yield _("Left out, {where}: {why}").format(where=hole.where, why=hole.why)
    yield from report.warnings


def _peak_mib() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415  not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


# --- export -----------------------------------------------------------------------------------


def _export_formats() -> Iterable[str]:
    from relationship_journal.services.exporting import FORMATS  # noqa: PLC0415  start-up time

    return FORMATS


def _check_columns(given: Given) -> None:
    if "COLUMN" in given and "--columns" not in given:
        raise UsageError(
            _("“{word}” is one word too many for “{command}”.").format(
                word=given.text("COLUMN"), command="export"
            )
        )


def _export(core: "Core", given: Given) -> Result:
    path: Path = given.value("FILE")
    ending = path.suffix.lower().removeprefix(".")
    by_name = ending if ending in {"json", "ics"} else "csv"
    columns: list[str] | None = None
    if "--columns" in given:
        typed = [*given.all("--columns"), *given.all("COLUMN")]
        columns = [name for part in typed for name in part.split(",") if name.strip()]
    number = core.exporting.export(
        path,
        format=given.text("--format") or by_name,
        columns=columns,
        delimiter=given.text("--delimiter"),
        for_excel="--for-excel" in given,
        decimal_sign=_decimal_sign(),
        progress=progress(_("Export")),
    )
    line = ngettext("{n} contact written to {file}.", "{n} contacts written to {file}.", number)
    return Result({"file": str(path), "contacts": number}, [line.format(n=number, file=path)])


def _decimal_sign() -> str:
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return str(locale.localeconv()["decimal_point"])
    except locale.Error:
        return "."
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


# --- check ------------------------------------------------------------------------------------


def _check(core: "Core", given: Given) -> Result:
    if given.keys.is_given:
        with contextlib.suppress(KeysDamaged):  # one of the problems, then
            unlock_sign_ins(core, given.keys)
    try:
        problems = core.checking.problems()
    except JournalFileError as error:  # too damaged to be read to the end
        problems = [str(error)]
    lines = [] if problems else [_("Everything is as it should be.")]
    return Result(
        {"ok": not problems, "problems": problems},
        lines,
        tuple(problems),
        FILE_TROUBLE if problems else DONE,
    )
