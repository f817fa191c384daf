"""peewee's view of the tables of `schema_following`."""

import peewee

MODELS: tuple[type[peewee.Model], ...] = ()
