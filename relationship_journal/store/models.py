"""peewee's view of the tables; `Journal` binds it to the file that is open."""

import peewee

from relationship_journal.store import models_approach, models_following, models_sign_ins


class _Row(peewee.Model):
    id = peewee.AutoField()

    class Meta:
        legacy_table_names = False
        only_save_dirty = True


class Circle(_Row):
    """How close."""

    name = peewee.TextField()
    cadence_days = peewee.IntegerField(null=True)
    cooldown_days = peewee.IntegerField()
    place = peewee.IntegerField()


class Contact(_Row):
    """A person."""

    uid = peewee.TextField()
    name = peewee.TextField()
    name_key = peewee.TextField()
    sort_key = peewee.TextField()
    given_name = peewee.TextField(default="")
    family_name = peewee.TextField(default="")
    additional_name = peewee.TextField(default="")
    name_prefix = peewee.TextField(default="")
    name_suffix = peewee.TextField(default="")
    organization = peewee.TextField(default="")
    title = peewee.TextField(default="")
    birthday = peewee.TextField(default="")
    birthday_set_at = peewee.TextField(null=True)
    how_we_met = peewee.TextField(default="")
    introduced_by_id = peewee.IntegerField(null=True)
    introduced_by = peewee.TextField(default="")
    circle_id = peewee.IntegerField()
    cadence_days = peewee.IntegerField(null=True)
    cadence_rhythm = peewee.TextField(default="")
    counts_from = peewee.TextField()
    rests_until = peewee.TextField(null=True)
    is_muted = peewee.BooleanField(default=False)
    paused_until = peewee.TextField(null=True)
    put_away_at = peewee.TextField(null=True)
    deleted_at = peewee.TextField(null=True)
    last_spoke_at = peewee.TextField(null=True)
    last_own_at = peewee.TextField(null=True)
    last_theirs_at = peewee.TextField(null=True)
    created_at = peewee.TextField()
    updated_at = peewee.TextField()


class ContactName(_Row):
    """A further name."""

    contact_id = peewee.IntegerField()
    value = peewee.TextField()
    kind = peewee.TextField()
    place = peewee.IntegerField()


class Email(_Row):
    """An e-mail address."""

    contact_id = peewee.IntegerField()
    value = peewee.TextField()
    label = peewee.TextField(default="")
    key = peewee.TextField()
    place = peewee.IntegerField()


class Phone(_Row):
    """A telephone number."""

    contact_id = peewee.IntegerField()
    value = peewee.TextField()
    label = peewee.TextField(default="")
    place = peewee.IntegerField()


class Address(_Row):
    """A postal address."""

    contact_id = peewee.IntegerField()
    label = peewee.TextField(default="")
    street = peewee.TextField(default="")
    extended = peewee.TextField(default="")
    po_box = peewee.TextField(default="")
    city = peewee.TextField(default="")
    region = peewee.TextField(default="")
    postal_code = peewee.TextField(default="")
    country = peewee.TextField(default="")
    place = peewee.IntegerField()


class Profile(_Row):
    """A place on the web."""

    contact_id = peewee.IntegerField()
    url = peewee.TextField()
    site = peewee.TextField()
    handle = peewee.TextField(default="")
    label = peewee.TextField(default="")
    key = peewee.TextField()
    place = peewee.IntegerField()


class Tag(_Row):
    """A free mark."""

    name = peewee.TextField()
    key = peewee.TextField()


class ContactTag(_Row):
    """A mark on a person."""

    contact_id = peewee.IntegerField()
    tag_id = peewee.IntegerField()


class CustomField(_Row):
    """A field of the user's own."""

    contact_id = peewee.IntegerField()
    name = peewee.TextField()
    value = peewee.TextField()
    place = peewee.IntegerField()


class Photo(_Row):
    """A picture, JPEG or PNG."""

    contact_id = peewee.IntegerField()
    mime = peewee.TextField()
    data = peewee.BlobField()


class Source(_Row):
    """What another program calls this person."""

    contact_id = peewee.IntegerField()
    source = peewee.TextField()
    source_id = peewee.TextField()


class Note(_Row):
    """A free note (Markdown)."""

    contact_id = peewee.IntegerField()
    text = peewee.TextField()
    created_at = peewee.TextField()
    updated_at = peewee.TextField()


class Interaction(_Row):
    """One dated exchange."""

    direction = peewee.TextField()
    channel = peewee.TextField()
    intent = peewee.TextField(null=True)
    text = peewee.TextField(default="")
    url = peewee.TextField(default="")
    at = peewee.TextField()
    created_at = peewee.TextField()
    updated_at = peewee.TextField()
    outcome = peewee.TextField(default="")
    found_outcome = peewee.TextField(default="")
    prompted = peewee.TextField(default="")
    thanks_settled_at = peewee.TextField(null=True)


class InteractionContact(_Row):
    """A person in an exchange."""

    interaction_id = peewee.IntegerField()
    contact_id = peewee.IntegerField()


class FollowUp(_Row):
    """A dated next step; `anchor` is the day its month ends are remembered by."""

    contact_id = peewee.IntegerField()
    text = peewee.TextField(default="")
    day = peewee.TextField()
    at = peewee.TextField(null=True)
    anchor = peewee.TextField()
    repeat = peewee.TextField(default="")
    from_completion = peewee.BooleanField(default=False)
    snoozed_until = peewee.TextField(null=True)
    snoozed_at = peewee.TextField(null=True)
    closed_at = peewee.TextField(null=True)
    created_at = peewee.TextField()


class Answered(_Row):
    """What was answered to a reminder: `how` is done, skipped, snoozed or closed."""

    contact_id = peewee.IntegerField()
    follow_up_id = peewee.IntegerField(null=True)
    reason = peewee.TextField()
    subject_id = peewee.IntegerField(null=True)
    how = peewee.TextField()
    until = peewee.TextField(null=True)
    day = peewee.TextField(null=True)
    text = peewee.TextField(default="")
    at = peewee.TextField()


class Promise(_Row):
    """Something I owe, or am owed: `owed_by` is mine or theirs."""

    contact_id = peewee.IntegerField()
    interaction_id = peewee.IntegerField(null=True)
    text = peewee.TextField()
    by = peewee.TextField(null=True)
    made_at = peewee.TextField()
    kept_at = peewee.TextField(null=True)
    released_at = peewee.TextField(null=True)
    why = peewee.TextField(default="")
    owed_by = peewee.TextField(default="mine")
    told_at = peewee.TextField(null=True)


class Shown(_Row):
    """A reminder that was in sight: `place` is popup or today."""

    contact_id = peewee.IntegerField()
    key = peewee.TextField()
    place = peewee.TextField()
    is_quiet = peewee.BooleanField(default=False)
    at = peewee.TextField()


MODELS: tuple[type[peewee.Model], ...] = (
    Circle, Contact, ContactName, Email, Phone, Address, Profile, Tag, ContactTag, CustomField,
    Photo, Source, Note, Interaction, InteractionContact, FollowUp, Answered, Promise, Shown,
    *models_sign_ins.MODELS, *models_following.MODELS, *models_approach.MODELS,
)  # fmt: skip
