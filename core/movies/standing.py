"""What stands beside every wish of somebody: what they never want, and the age limit of a family."""

from core.movies.wish import CERTIFICATIONS, Wish

_EXCLUSIONS = (
    "not_genres",
    "not_themes",
    "not_people",
    "not_languages",
    "not_countries",
    "not_providers",
)


def lasting(wish: Wish) -> Wish:
    """What of a wish can stand for good."""
    return Wish(certification_max=wish.certification_max).with_(
        **{name: getattr(wish, name) for name in _EXCLUSIONS}
    )


def both(one: Wish, other: Wish) -> Wish:
    """What stands by either; of two age limits the stricter."""
    lists = {
        name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
        for name in _EXCLUSIONS
    }
    return Wish(certification_max=_stricter(one, other)).with_(**lists)


def within(wish: Wish, standing: Wish) -> Wish:
    """The wish with what stands beside it; what it asks for itself is not excluded this once."""
    lists = {
        name: _without(getattr(standing, name), getattr(wish, name.removeprefix("not_")))
        for name in _EXCLUSIONS
    }
    added = {
        name: (*getattr(wish, name), *_without(values, getattr(wish, name)))
        for name, values in lists.items()
    }
    return wish.with_(certification_max=_stricter(wish, standing), **added)


def _without(values: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = {other.casefold() for other in others}
    return tuple(value for value in values if value.casefold() not in known)


def _stricter(*wishes: Wish) -> str | None:
    limits = [wish.certification_max for wish in wishes if wish.certification_max]
    return min(limits, key=CERTIFICATIONS.index, default=None)
