"""What a reply means, whatever its words: how it appears, the card, what its buttons do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from tests.legacy.recording import ids, recorded

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """What one button does: an intent by its name, whoever it is reserved for; a "url"; what it
    lets people "share"; or the link to the bot that it "opens".
    """

    name: str
    values: Values

    def includes(self, other: "Offer") -> bool:
        """Whether this is the other, with more said perhaps."""
        return self.name == other.name and other.values.items() <= self.values.items()


@dataclass(frozen=True, slots=True)
class Said:
    """One reply. ``place`` is the card's position and the length of its shelf; ``files`` are names,
    and ``marks`` what stands in the table of marks among them.
    """

    show: str
    text: str
    card: int | None
    place: tuple[int, int | None] | None
    offers: tuple[Offer, ...]
    files: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()


def shared(payload: str) -> Offer:
    """What a link to the bot opens: a title or a list."""
    kind, name = payload[0], payload[1:]
    return Offer("share", {"title_id": int(name)} if kind == "t" else {"shelf": name})


def then(reply: Mapping[str, Any]) -> Said:
    """A recorded reply."""
    card = reply.get("card")
    files = reply.get("files", [])
    rows = chain.from_iterable(file.get("rows", []) for file in files)
    return Said(
        show=reply["show"],
        text=reply.get("text", ""),
        card=card["id"] if card else None,
        place=(card["position"], card["total"]) if card else None,
        offers=tuple(_recorded_offers(reply)),
        files=tuple(file["name"] for file in files),
        marks=tuple(tuple(row) for row in rows),
    )


def _recorded_offers(reply: Mapping[str, Any]) -> Iterator[Offer]:
    for button in chain.from_iterable(reply.get("buttons", [])):
        if "data" in button:
            meant = recorded()["buttons"][button["data"]]
            yield Offer(meant["intent"], meant["values"])
        elif "share" in button:
            yield shared(button["share"])
        else:
            yield Offer("url", {})


def differences(reply: Mapping[str, Any], now: Said, marked: set[int]) -> Iterator[str]:
    """Where what is said now is not what was said then.

    What was found by a search ("among") may be another of what was found then; what was chosen
    by chance or by the date ("free") may be anything that was not marked.
    """
    before = then(reply)
    if reply.get("free") == "by date":
        yield from _card_differences(reply, before, now, marked)
        return
    if now.show != before.show:
        yield f"appears as {now.show}, not {before.show}"
    if bool(now.text) != bool(before.text):
        yield f"says {now.text!r}, not {before.text!r}"
    if (now.files, now.marks) != (before.files, before.marks):
        yield f"hands over {now.files}, not {before.files}"
    yield from _card_differences(reply, before, now, marked)
    yield from _missing_offers(before, now)


def _card_differences(
    reply: Mapping[str, Any], before: Said, now: Said, marked: set[int]
) -> Iterator[str]:
    searched = reply.get("among")
    if "free" in reply or searched:
        if now.card in marked:
            yield f"suggests {now.card}, which is marked"
        if searched and now.card not in searched:
            yield f"finds {now.card}, which it did not find then"
    elif (now.card, now.place) != (before.card, before.place):
        yield f"shows {now.card} at {now.place}, not {before.card} at {before.place}"


def _missing_offers(before: Said, now: Said) -> Iterator[str]:
    offers = [_comparable(offer, now.card) for offer in now.offers]
    for offer in before.offers:
        wanted = _comparable(offer, before.card)
        if wanted.name == "url" and now.card != before.card:
            continue  # not every title has a trailer
        if not any(one.includes(wanted) for one in offers):
            yield f"does not offer {wanted}"


def _comparable(offer: Offer, card: int | None) -> Offer:
    """The offer with what differs each time named alike: the card on show, and new ids."""
    values = {key: _named(key, value, card) for key, value in offer.values.items()}
    return Offer(offer.name, values)


def _named(key: str, value: Any, card: int | None) -> Any:
    if key == "title_id" and value == card:
        return "the one on show"
    if key in ("shelf", "change", "link") and value and value not in ids():
        return "a new one"
    return value
