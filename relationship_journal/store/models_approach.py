"""peewee's view of the tables of `schema_approach`."""

import peewee


class _Row(peewee.Model):
    id = peewee.AutoField()

    class Meta:
        legacy_table_names = False
        only_save_dirty = True


class Approach(_Row):
    """How a circle, or one person, is turned to, and where the boundaries are."""

    circle_id = peewee.IntegerField(null=True)
    contact_id = peewee.IntegerField(null=True)
    how = peewee.TextField(default="")
    who_handles = peewee.TextField(default="")
    boundaries = peewee.TextField(default="")
    receptive = peewee.TextField(default="")
    avoid = peewee.TextField(default="")
    better = peewee.TextField(default="")
    channels_fine = peewee.TextField(default="")
    channels_out = peewee.TextField(default="")
    at_most = peewee.IntegerField(null=True)
    quiet_until = peewee.TextField(null=True)
    is_not_named = peewee.BooleanField(default=False)
    reviewed_at = peewee.TextField(null=True)


class SaidOutcome(_Row):
    """What the user says came of an entry."""

    interaction_id = peewee.IntegerField()
    outcome = peewee.TextField()


class Observation(_Row):
    """What a person welcomes, with where and when it was seen."""

    contact_id = peewee.IntegerField()
    interaction_id = peewee.IntegerField(null=True)
    text = peewee.TextField()
    topic = peewee.TextField(default="")
    url = peewee.TextField(default="")
    at = peewee.TextField()
    created_at = peewee.TextField()


class Sorry(_Row):
    """Something to be put right with a person, step by step."""

    contact_id = peewee.IntegerField()
    interaction_id = peewee.IntegerField(null=True)
    promise_id = peewee.IntegerField(null=True)
    follow_up_id = peewee.IntegerField(null=True)
    what = peewee.TextField(default="")
    started_at = peewee.TextField()
    said_at = peewee.TextField(null=True)
    put_right_at = peewee.TextField(null=True)
    told_at = peewee.TextField(null=True)
    check_on = peewee.TextField()
    closed_at = peewee.TextField(null=True)


class OwnPost(_Row):
    """A post of my own."""

    url = peewee.TextField()
    title = peewee.TextField(default="")
    published_at = peewee.TextField()
    created_at = peewee.TextField()


class Mention(_Row):
    """A person whom a post of mine links to."""

    own_post_id = peewee.IntegerField()
    contact_id = peewee.IntegerField()
    interaction_id = peewee.IntegerField(null=True)
    follow_up_id = peewee.IntegerField(null=True)
    url = peewee.TextField(default="")
    title = peewee.TextField(default="")
    created_at = peewee.TextField()


class LookBackAnswer(_Row):
    """What was written on a card of a quarter."""

    quarter = peewee.TextField()
    card = peewee.TextField()
    text = peewee.TextField()
    answered_at = peewee.TextField()


class LookBackSkipped(_Row):
    """A card that is skipped for ever."""

    card = peewee.TextField()
    skipped_at = peewee.TextField()


MODELS: tuple[type[peewee.Model], ...] = (
    Approach, SaidOutcome, Observation, Sorry, OwnPost, Mention, LookBackAnswer, LookBackSkipped,
)  # fmt: skip
