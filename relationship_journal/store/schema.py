"""The tables of a journal file, as SQL; the models mirror them and a test compares the two.

Instants are UTC text `YYYY-MM-DDTHH:MM:SSZ`, days `YYYY-MM-DD`: both sort as they are.
"""

# "RJnl" as a big-endian number: what file(1) and we know a journal by.
APPLICATION_ID = 0x524A6E6C

TABLES = """
CREATE TABLE circle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    cadence_days INTEGER,
    cooldown_days INTEGER NOT NULL,
    place INTEGER NOT NULL
);
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    given_name TEXT NOT NULL DEFAULT '',
    family_name TEXT NOT NULL DEFAULT '',
    additional_name TEXT NOT NULL DEFAULT '',
    name_prefix TEXT NOT NULL DEFAULT '',
    name_suffix TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    birthday TEXT NOT NULL DEFAULT '',
    birthday_set_at TEXT,
    how_we_met TEXT NOT NULL DEFAULT '',
    introduced_by_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    introduced_by TEXT NOT NULL DEFAULT '',
    circle_id INTEGER NOT NULL REFERENCES circle (id) ON DELETE RESTRICT,
    cadence_days INTEGER,
    counts_from TEXT NOT NULL,
    rests_until TEXT,
    is_muted INTEGER NOT NULL DEFAULT 0,
    paused_until TEXT,
    put_away_at TEXT,
    deleted_at TEXT,
    last_spoke_at TEXT,
    last_own_at TEXT,
    last_theirs_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX contact_by_name ON contact (sort_key, id) WHERE deleted_at IS NULL AND put_away_at IS NULL;
CREATE INDEX contact_by_last_spoke ON contact (last_spoke_at, id) WHERE deleted_at IS NULL AND put_away_at IS NULL;
CREATE INDEX contact_by_created ON contact (created_at, id) WHERE deleted_at IS NULL AND put_away_at IS NULL;
CREATE INDEX contact_by_name_key ON contact (name_key);
CREATE INDEX contact_by_circle ON contact (circle_id);
CREATE INDEX contact_put_away ON contact (put_away_at) WHERE put_away_at IS NOT NULL;
CREATE INDEX contact_in_bin ON contact (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX contact_introduced ON contact (introduced_by_id) WHERE introduced_by_id IS NOT NULL;
CREATE TABLE contact_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX contact_name_of ON contact_name (contact_id);
CREATE TABLE email (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX email_of ON email (contact_id);
CREATE INDEX email_by_key ON email (key);
CREATE TABLE phone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL
);
CREATE INDEX phone_of ON phone (contact_id);
CREATE TABLE address (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    label TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL DEFAULT '',
    extended TEXT NOT NULL DEFAULT '',
    po_box TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL
);
CREATE INDEX address_of ON address (contact_id);
CREATE TABLE profile (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    handle TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX profile_of ON profile (contact_id);
CREATE INDEX profile_by_key ON profile (key);
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL
);
CREATE INDEX tag_by_key ON tag (key);
CREATE TABLE contact_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    UNIQUE (contact_id, tag_id)
);
CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id);
CREATE TABLE custom_field (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX custom_field_of ON custom_field (contact_id);
CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL UNIQUE REFERENCES contact (id) ON DELETE CASCADE,
    mime TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    UNIQUE (source, source_id, contact_id)
);
CREATE INDEX source_of ON source (contact_id);
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX note_of ON note (contact_id, created_at);
CREATE TABLE interaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    intent TEXT,
    text TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX interaction_by_at ON interaction (at);
CREATE TABLE interaction_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    UNIQUE (interaction_id, contact_id)
);
CREATE INDEX interaction_contact_of ON interaction_contact (contact_id, interaction_id);
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    text TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    at TEXT,
    anchor TEXT NOT NULL,
    repeat TEXT NOT NULL DEFAULT '',
    from_completion INTEGER NOT NULL DEFAULT 0,
    snoozed_until TEXT,
    snoozed_at TEXT,
    closed_at TEXT,
    created_at TEXT NOT NULL
);
CREATE INDEX follow_up_of ON follow_up (contact_id);
CREATE INDEX follow_up_open ON follow_up (day) WHERE closed_at IS NULL;
CREATE TABLE answered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    follow_up_id INTEGER REFERENCES follow_up (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    subject_id INTEGER,
    how TEXT NOT NULL,
    until TEXT,
    day TEXT,
    text TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
);
CREATE INDEX answered_of ON answered (contact_id, at);
CREATE INDEX answered_follow_up ON answered (follow_up_id) WHERE follow_up_id IS NOT NULL;
CREATE TABLE contact_text (
    contact_id INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    names TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL
);
CREATE TABLE batch_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    sql TEXT NOT NULL
);
CREATE INDEX batch_log_of ON batch_log (batch_id);
"""

# presets of the product: name, cadence in days, cooldown in days
CIRCLES = (
    ("Inner", 14, 3),
    ("Regular", 45, 7),
    ("Acquaintance", 120, 21),
    ("No plan", None, 21),
)
