"""Every action a person can take, once: menus, rail, keys and palette share these."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar

from relationship_journal.i18n import gettext as _

_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "go_settings": QAction.MenuRole.PreferencesRole,
}


@dataclass(frozen=True, slots=True)
class ActionDef:
    """One action: how it is called, its keys, its icon, the menu it stands in.

    `group`: actions with the same one are checkable and exclude each other; those of `page` show
    a page. `starts_section`: a line stands above it in its menu. `needs_person`: it is about the
    person who is shown or chosen.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    starts_section: bool = False
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class MenuDef:
    """One menu of the menu bar."""

    name: str
    text: str


@cache
def menu_table() -> tuple[MenuDef, ...]:
    """Return the menus in their order."""
    return (
        MenuDef("journal", _("&Journal")),
        MenuDef("contact", _("&Contact")),
        MenuDef("view", _("&View")),
        MenuDef("go", _("&Go")),
        MenuDef("help", _("&Help")),
    )


@cache
def action_table() -> tuple[ActionDef, ...]:
    """Return every action, in the order of the menus."""
    return (*_journal(), *_contact(), *_view(), *_go(), *_help())


def _journal() -> tuple[ActionDef, ...]:
    return (
        ActionDef("quick_capture", _("Quick &capture…"), "journal", ("Ctrl+Shift+J",), "pen-line"),
        ActionDef("commented", _("I co&mmented"), "journal", ("Ctrl+Shift+M",), "check"),
        ActionDef("only_read", _("Only rea&d it"), "journal", (), "book-open"),
        ActionDef("not_today", _("N&ot today"), "journal", (), "clock"),
        ActionDef(
            "add_contact", _("&Add contact…"), "journal", ("Ctrl+N",), "user-plus",
            starts_section=True,
        ),
        ActionDef("follow_someone", _("Follo&w someone…"), "journal", (), "rss"),
        ActionDef("look_for_posts", _("Loo&k for posts"), "journal", ("F5",), "refresh-cw"),
        ActionDef("import_people", _("&Import people…"), "journal", ("Ctrl+O",), "file-up"),
        ActionDef("export_people", _("&Export people…"), "journal", ("Ctrl+Shift+E",), "download"),
        ActionDef(
            "copy_user_name", _("Copy user &name"), "journal", ("Ctrl+B",), "copy",
            starts_section=True,
        ),
        ActionDef("copy_password", _("Copy &password"), "journal", ("Ctrl+Shift+C",), "copy"),
        ActionDef("copy_code", _("Copy one-&time code"), "journal", ("Ctrl+T",), "copy"),
        ActionDef("add_sign_in", _("Add a si&gn-in…"), "journal", (), "key-round"),
        ActionDef("lock_sign_ins", _("Lock the &sign-ins"), "journal", ("Ctrl+L",), "lock"),
        ActionDef("lock_journal", _("Lock the &journal"), "journal", (), "lock"),
        ActionDef(
            "signed_in_already", _("Signed in a&lready"), "journal", ("Ctrl+Shift+X",), "check"
        ),
        ActionDef(
            "undo", _("&Undo"), "journal", ("Ctrl+Z",), "undo-2",
            starts_section=True,
        ),
        ActionDef("redo", _("&Redo"), "journal", ("Ctrl+Shift+Z", "Ctrl+Y")),
        ActionDef(
            "open_data_folder", _("Open the data &folder"), "journal", (), "folder-open",
            starts_section=True,
        ),
        ActionDef("quit", _("&Quit"), "journal", ("Ctrl+Q",), "log-out", starts_section=True),
    )  # fmt: skip


def _contact() -> tuple[ActionDef, ...]:
    def about_one(
        name: str, text: str, *keys: str, icon: str = "", line: bool = False
    ) -> ActionDef:
        return ActionDef(name, text, "contact", keys, icon, starts_section=line, needs_person=True)

    return (
        about_one("write_down", _("&Write it down"), "Ctrl+J", icon="pen-line"),
        about_one("add_note", _("Add a &note"), "Ctrl+Shift+N", icon="sticky-note"),
        about_one("follow_up", _("&Follow up…"), "Ctrl+R", icon="bell"),
        about_one("promise", _("Pro&mise…"), "Ctrl+Shift+P", icon="handshake"),
        about_one("put_right", _("I’m &sorry…"), icon="heart"),
        about_one("their_approach", _("Their approac&h…"), icon="compass"),
        about_one("edit_contact", _("&Edit contact…"), "Ctrl+E", "F2", icon="pencil", line=True),
        about_one("open_profile", _("&Open their page"), "Ctrl+Shift+U", icon="external-link"),
        about_one("open_as", _("Open &as…")),
        about_one("put_away", _("&Put away"), icon="archive", line=True),
        about_one("bring_back", _("&Bring back"), icon="undo-2"),
        about_one("delete_contact", _("&Delete"), "Ctrl+Del", icon="trash-2", line=True),
        about_one("delete_for_good", _("Delete for &good…")),
    )


def _view() -> tuple[ActionDef, ...]:
    return (
        ActionDef("find", _("&Find people"), "view", ("Ctrl+F",), "search"),
        ActionDef(
            "theme_system", _("Colours as the &system"), "view", group="theme", starts_section=True
        ),
        ActionDef("theme_light", _("&Light colours"), "view", group="theme"),
        ActionDef("theme_dark", _("&Dark colours"), "view", group="theme"),
        ActionDef(
            "pause_hour", _("&Pause reminders for an hour"), "view", (), "bell-off",
            starts_section=True,
        ),
        ActionDef("pause_today", _("Pause reminders for &today"), "view", (), "bell-off"),
        ActionDef("go_on", _("&Remind again"), "view", (), "bell"),
    )  # fmt: skip


def _go() -> tuple[ActionDef, ...]:
    return (
        ActionDef("palette", _("&Go to"), "go", ("Ctrl+K",), "search"),
        ActionDef("back", _("&Back"), "go", ("Alt+Left",), "chevron-left"),
        ActionDef("go_to_reminder", _("Go to the &reminder"), "go", ("Ctrl+Shift+R",), "bell"),
        ActionDef(
            "go_today", _("&Today"), "go", ("Ctrl+1",), "sun", group="page", starts_section=True,
        ),
        ActionDef("go_people", _("&People"), "go", ("Ctrl+2",), "users", group="page"),
        ActionDef("go_following", _("&Following"), "go", ("Ctrl+3",), "rss", group="page"),
        ActionDef("go_upcoming", _("&Upcoming"), "go", ("Ctrl+4",), "calendar", group="page"),
        ActionDef("go_sign_ins", _("Sig&n-ins"), "go", ("Ctrl+5",), "key-round", group="page"),
        ActionDef("go_approach", _("&My approach"), "go", ("Ctrl+6",), "compass", group="page"),
        ActionDef("go_look_back", _("&Look back"), "go", ("Ctrl+7",), "history", group="page"),
        ActionDef("go_bin", _("B&in"), "go", (), "trash-2", group="page"),
        ActionDef("go_settings", _("&Settings"), "go", ("Ctrl+,",), "settings", group="page"),
    )  # fmt: skip


def _help() -> tuple[ActionDef, ...]:
    return (
        ActionDef("keys", _("Commands and &keys"), "help", ("F1",), "circle-help"),
        ActionDef("about", _("&About Relationship Journal"), "help", (), "sprout"),
    )


class Commands(QObject):
    """The actions as Qt knows them; whoever does the work connects to `triggered`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {one.name: self._make(one) for one in action_table()}

    def action(self, name: str) -> QAction:
        """Return an action by its name in the table.

        Raises: KeyError.
        """
        return self._actions[name]

    def of_menu(self, menu: str) -> list[tuple[ActionDef, QAction]]:
        """Return what stands in a menu, in order."""
        return [(one, self._actions[one.name]) for one in action_table() if one.menu == menu]

    def all(self) -> list[tuple[ActionDef, QAction]]:
        """Return everything there is to do, in the order of the menus."""
        return [(one, self._actions[one.name]) for one in action_table()]

    def enable(self, names: frozenset[str], *, is_enabled: bool) -> None:
        """Let these actions be taken, or not."""
        for name in names:
            self._actions[name].setEnabled(is_enabled)

    def _make(self, one: ActionDef) -> QAction:
        action = QAction(one.text, self)
        action.setObjectName(one.name)
        action.setShortcuts([QKeySequence(keys) for keys in one.keys])
        action.setMenuRole(_ROLES.get(one.name, QAction.MenuRole.NoRole))
        if one.group:
            action.setCheckable(True)
            if one.group not in self._groups:
                self._groups[one.group] = QActionGroup(self)
            self._groups[one.group].addAction(action)
        return action


def person_actions() -> frozenset[str]:
    """Return the names of the actions that are about a person."""
    return frozenset(one.name for one in action_table() if one.needs_person)


def sign_in_actions() -> frozenset[str]:
    """Return the names of the actions about a sign-in that is under way, or chosen on its page."""
    return frozenset(
        {"copy_user_name", "copy_password", "copy_code", "signed_in_already", "lock_sign_ins"}
    )


def fill_menu_bar(bar: QMenuBar, commands: Commands) -> None:
    """Put every menu with its actions into the menu bar."""
    for one in menu_table():
        menu = bar.addMenu(one.text)
        menu.setObjectName(f"menu_{one.name}")
        # a press by a screen reader takes the action and leaves the menu open, with all the keys
        menu.triggered.connect(menu.close)
        for define, action in commands.of_menu(one.name):
            if define.starts_section:
                menu.addSeparator()
            menu.addAction(action)
