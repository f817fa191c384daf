"""What is to be opened, before anybody asks how."""

from dataclasses import dataclass

MAIL = "mailto:"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be opened, and whose it is and what of theirs, as far as that is known.

    `profile_id` and `post_id` say what it is; `title` is how it is called, of a post for one.
    """

    address: str
    contact_id: int | None = None
    profile_id: int | None = None
    post_id: int | None = None
    title: str = ""
