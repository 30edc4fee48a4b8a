"""Words that move a wish: shorter, longer, newer, older, better. Where it says nothing of what they
move, they refer to the card on show.
"""

from collections.abc import Callable

from core.understanding.offline.reading import Draft
from core.understanding.offline.thresholds import (
    EPISODE_MINUTES,
    FILM_MINUTES,
    HIGHEST_RATING,
    LIKED_RATING,
    OLD_YEARS,
    OLDER_YEARS,
    RATING_STEP,
    RECENT_YEARS,
    SHORTEST_MINUTES,
    STEP_MINUTES,
)


def _shorter(draft: Draft) -> None:
    wished = draft.fields.get("runtime_max") or draft.fields.get("runtime_min")
    usual = EPISODE_MINUTES if draft.episodes else FILM_MINUTES
    before = wished or draft.utterance.runtime or usual
    draft.set_runtime(None, max(SHORTEST_MINUTES, before - STEP_MINUTES))


def _longer(draft: Draft) -> None:
    shortest, longest = draft.fields.get("runtime_min"), draft.fields.get("runtime_max")
    if longest and not shortest:
        draft.fields["runtime_max"] = longest + STEP_MINUTES
    else:
        before = shortest or draft.utterance.runtime or FILM_MINUTES
        draft.set_runtime(before + STEP_MINUTES, None)


def _newer(draft: Draft) -> None:
    """After the years wished for; else after the card on show, unless it is like something."""
    this_year = draft.today.year
    recent = this_year - RECENT_YEARS
    first, last = draft.fields.get("year_from"), draft.fields.get("year_to")
    shown = draft.utterance.year if draft.refining and not draft.fields.get("like") else None
    if last:
        draft.clear("year_to")
        draft.fields["year_from"] = min(last + 1, this_year)
    elif first:
        draft.fields["year_from"] = max(recent, min(first + 1, this_year))
    else:
        draft.fields["year_from"] = min(shown + 1, this_year) if shown else recent


def _older(draft: Draft) -> None:
    """Before the years wished for; else before the card on show."""
    first, last = draft.fields.get("year_from"), draft.fields.get("year_to")
    shown = draft.utterance.year if draft.refining else None
    if first:
        draft.clear("year_from")
        draft.fields["year_to"] = first - 1
    elif last:
        draft.fields["year_to"] = last - OLDER_YEARS
    else:
        draft.fields["year_to"] = shown - 1 if shown else draft.today.year - OLD_YEARS


def _better(draft: Draft) -> None:
    before = draft.fields.get("rating_min")
    wanted = max(LIKED_RATING, before + RATING_STEP) if before else LIKED_RATING
    draft.fields["rating_min"] = min(HIGHEST_RATING, wanted)


RELATIVE: dict[str, Callable[[Draft], None]] = {
    "shorter": _shorter,
    "longer": _longer,
    "newer": _newer,
    "older": _older,
    "better": _better,
}
