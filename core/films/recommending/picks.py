"""What was picked, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a title was picked, in a form that can be checked and said in any language.

    ``kind`` names a sentence of the locale ("same_director", "shared_themes", "matches", …);
    ``values`` are what it is about (names, slugs, years); ``title`` is the liked title it refers
    to, if any.
    """

    kind: str
    values: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One title on a shelf, with its reasons."""

    title_id: int
    reasons: tuple[Reason, ...] = ()
