"""The tables of the approach to people, of what they welcome and of looking back, as SQL.

Lists of channels are codes with a space between them, in the order of `domain.codes.Channel`.
"""

STATEMENTS: tuple[str, ...] = (
    # of a circle, or of one person; `at_most` is entries of mine a month
    """CREATE TABLE approach (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        circle_id INTEGER UNIQUE REFERENCES circle (id) ON DELETE CASCADE,
        contact_id INTEGER UNIQUE REFERENCES contact (id) ON DELETE CASCADE,
        how TEXT NOT NULL DEFAULT '',
        who_handles TEXT NOT NULL DEFAULT '',
        boundaries TEXT NOT NULL DEFAULT '',
        receptive TEXT NOT NULL DEFAULT '',
        avoid TEXT NOT NULL DEFAULT '',
        better TEXT NOT NULL DEFAULT '',
        channels_fine TEXT NOT NULL DEFAULT '',
        channels_out TEXT NOT NULL DEFAULT '',
        at_most INTEGER,
        quiet_until TEXT,
        is_not_named INTEGER NOT NULL DEFAULT 0,
        reviewed_at TEXT,
        CHECK ((circle_id IS NULL) <> (contact_id IS NULL)))""",
    # '' unknown, answered, no_answer. `found_outcome` is a watch's, no step of undo and no part
    # of one; what the user says stands in a table of its own, and `outcome` is what holds
    "ALTER TABLE interaction ADD COLUMN outcome TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE interaction ADD COLUMN found_outcome TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE said_outcome (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interaction_id INTEGER NOT NULL UNIQUE REFERENCES interaction (id) ON DELETE CASCADE,
        outcome TEXT NOT NULL)""",
    """CREATE TRIGGER said_outcome_in AFTER INSERT ON said_outcome BEGIN
        UPDATE interaction SET outcome = NEW.outcome WHERE id = NEW.interaction_id; END""",
    """CREATE TRIGGER said_outcome_changed AFTER UPDATE OF outcome ON said_outcome BEGIN
        UPDATE interaction SET outcome = NEW.outcome WHERE id = NEW.interaction_id; END""",
    """CREATE TRIGGER said_outcome_out AFTER DELETE ON said_outcome BEGIN
        UPDATE interaction SET outcome = found_outcome WHERE id = OLD.interaction_id; END""",
    """CREATE TRIGGER outcome_found AFTER UPDATE OF found_outcome ON interaction
        WHEN NOT EXISTS (SELECT 1 FROM said_outcome WHERE interaction_id = NEW.id) BEGIN
        UPDATE interaction SET outcome = NEW.found_outcome WHERE id = NEW.id; END""",
    # of their mention of me: '' unknown, prompted, unprompted
    "ALTER TABLE interaction ADD COLUMN prompted TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE interaction ADD COLUMN thanks_settled_at TEXT",
    "ALTER TABLE promise ADD COLUMN owed_by TEXT NOT NULL DEFAULT 'mine'",
    "ALTER TABLE promise ADD COLUMN told_at TEXT",
    "CREATE INDEX promise_made_in ON promise (interaction_id) WHERE interaction_id IS NOT NULL",
    """CREATE TABLE observation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
        text TEXT NOT NULL,
        topic TEXT NOT NULL DEFAULT '',
        url TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        created_at TEXT NOT NULL)""",
    "CREATE INDEX observation_of ON observation (contact_id, at)",
    """CREATE INDEX observation_seen_in ON observation (interaction_id)
        WHERE interaction_id IS NOT NULL""",
    """CREATE TABLE sorry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
        promise_id INTEGER REFERENCES promise (id) ON DELETE SET NULL,
        follow_up_id INTEGER REFERENCES follow_up (id) ON DELETE SET NULL,
        what TEXT NOT NULL DEFAULT '',
        started_at TEXT NOT NULL,
        said_at TEXT,
        put_right_at TEXT,
        told_at TEXT,
        check_on TEXT NOT NULL,
        closed_at TEXT)""",
    "CREATE INDEX sorry_of ON sorry (contact_id)",
    "CREATE INDEX sorry_open ON sorry (contact_id) WHERE closed_at IS NULL",
    "CREATE INDEX sorry_from ON sorry (interaction_id) WHERE interaction_id IS NOT NULL",
    "CREATE INDEX sorry_promised ON sorry (promise_id) WHERE promise_id IS NOT NULL",
    "CREATE INDEX sorry_checked_by ON sorry (follow_up_id) WHERE follow_up_id IS NOT NULL",
    """CREATE TABLE own_post (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        url TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL DEFAULT '',
        published_at TEXT NOT NULL,
        created_at TEXT NOT NULL)""",
    # whom I link to in a post of mine: `url` is theirs; the follow-up asks "Tell them?"
    """CREATE TABLE mention (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        own_post_id INTEGER NOT NULL REFERENCES own_post (id) ON DELETE CASCADE,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
        follow_up_id INTEGER REFERENCES follow_up (id) ON DELETE SET NULL,
        url TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL)""",
    "CREATE INDEX mention_in ON mention (own_post_id)",
    "CREATE INDEX mention_of ON mention (contact_id)",
    "CREATE INDEX mention_kept_as ON mention (interaction_id) WHERE interaction_id IS NOT NULL",
    "CREATE INDEX mention_told_by ON mention (follow_up_id) WHERE follow_up_id IS NOT NULL",
    # looking back reads a year of entries from this index alone
    "CREATE INDEX interaction_looked_back ON interaction (at, direction, channel, outcome)",
    # what was written on a card of a quarter ("2026-4"); a card skipped for ever is no quarter's
    """CREATE TABLE look_back_answer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        quarter TEXT NOT NULL,
        card TEXT NOT NULL,
        text TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        UNIQUE (quarter, card))""",
    """CREATE TABLE look_back_skipped (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        card TEXT NOT NULL UNIQUE,
        skipped_at TEXT NOT NULL)""",
)
