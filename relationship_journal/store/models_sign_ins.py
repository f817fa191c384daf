"""peewee's view of the tables of `schema_sign_ins`."""

import peewee


class _Row(peewee.Model):
    id = peewee.AutoField()

    class Meta:
        legacy_table_names = False
        only_save_dirty = True


class KeptValue(_Row):
    """A value of the vault's own, by its key."""

    key = peewee.TextField()
    value = peewee.BlobField()

    class Meta:
        table_name = "meta"


class SignIn(_Row):
    """A login at a site; what is secret of it is sealed."""

    record_id = peewee.BlobField()
    version = peewee.IntegerField()
    origin = peewee.TextField()
    label = peewee.TextField()
    with_sub_sites = peewee.BooleanField(default=False)
    browser = peewee.TextField(default="")
    browser_profile = peewee.TextField(default="")
    sealed = peewee.BlobField()
    created_at = peewee.TextField()
    password_changed_at = peewee.TextField()
    used_at = peewee.TextField(null=True)
    deleted_at = peewee.TextField(null=True)

    class Meta:
        table_name = "cred"


class SignInDraft(_Row):
    """What stood in an editor when the vault was locked, sealed."""

    record_id = peewee.BlobField()
    sealed = peewee.BlobField()
    at = peewee.TextField()

    class Meta:
        table_name = "cred_draft"


class Identity(_Row):
    """As whom a person, or one of their profiles, is opened."""

    contact_id = peewee.IntegerField()
    profile_id = peewee.IntegerField(null=True)
    cred_id = peewee.IntegerField()


MODELS: tuple[type[peewee.Model], ...] = (KeptValue, SignIn, SignInDraft, Identity)
