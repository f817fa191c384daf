"""peewee's view of the tables of `schema_sign_ins`."""

import peewee

MODELS: tuple[type[peewee.Model], ...] = ()
