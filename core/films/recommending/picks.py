"""The titles that were picked, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a title was picked, in a form that can be verified and put into any language.

    ``kind`` names a phrase ("same_director", "shared_themes", "matches", …); ``values`` fill it in
    (names, slugs, years); ``title`` is the name of the liked title it refers to, if any.
    """

    kind: str
    values: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A title that was picked, with the reasons."""

    title_id: int
    reasons: tuple[Reason, ...] = ()
