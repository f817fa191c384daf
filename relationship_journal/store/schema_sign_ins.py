"""The tables of the vault, of sign-ins and of who is whom where, as SQL."""

STATEMENTS: tuple[str, ...] = (
    # 'vault' the header of the keys to sign-ins, 'manifest', 'vault.park'
    """CREATE TABLE meta (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        value BLOB NOT NULL)""",
    # origin: `https://host`, or '' where there is none; bound into what is sealed
    """CREATE TABLE cred (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id BLOB NOT NULL UNIQUE CHECK (length(record_id) = 16),
        version INTEGER NOT NULL,
        origin TEXT NOT NULL,
        label TEXT NOT NULL,
        with_sub_sites INTEGER NOT NULL DEFAULT 0,
        browser TEXT NOT NULL DEFAULT '',
        browser_profile TEXT NOT NULL DEFAULT '',
        sealed BLOB NOT NULL,
        created_at TEXT NOT NULL,
        password_changed_at TEXT NOT NULL,
        used_at TEXT,
        deleted_at TEXT)""",
    "CREATE INDEX cred_at ON cred (origin)",
    "CREATE INDEX cred_deleted ON cred (deleted_at) WHERE deleted_at IS NOT NULL",
    """CREATE TABLE cred_draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id BLOB NOT NULL,
        sealed BLOB NOT NULL,
        at TEXT NOT NULL)""",
    """CREATE TABLE identity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        profile_id INTEGER REFERENCES profile (id) ON DELETE CASCADE,
        cred_id INTEGER NOT NULL REFERENCES cred (id) ON DELETE CASCADE)""",
    # the person as a whole has one too, and two NULLs are different to SQLite
    "CREATE UNIQUE INDEX identity_of ON identity (contact_id, ifnull(profile_id, 0))",
    "CREATE INDEX identity_by ON identity (cred_id)",
    "CREATE INDEX identity_at ON identity (profile_id)",
    # who is where a sign-in works
    "CREATE INDEX profile_at ON profile (site)",
)
