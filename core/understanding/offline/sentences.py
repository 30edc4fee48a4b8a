"""Sentences with a shape of their own (greetings, marks, questions about a title, lists): from
templates to intents.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, cast, get_args, runtime_checkable

from core.capabilities import ROUTER
from core.capabilities.account.intents import Settings
from core.capabilities.lookup.intents import Compare, FindTitle, Question
from core.dialogue.intents import Intent
from core.library.opinions import Status
from core.understanding.offline.lasting import for_good
from core.understanding.offline.lexicon import Template
from core.understanding.offline.marks import mark_titles
from core.understanding.offline.measures import number
from core.understanding.offline.name_finder import year_at_end
from core.understanding.offline.reading import Reading
from core.understanding.offline.title_slots import title_in, titles_in
from core.understanding.offline.wishes import new_wish

Fields = Mapping[str, object]
Parts = Mapping[str, Reading]
Builder = Callable[[Fields, Parts, Reading], Intent | None]
_CHOICE = 2  # titles at least, to choose between
# Fields of a template that say how it is read, not what it means.
_HOW = frozenset({"takes", "among", "parted", "times"})


@runtime_checkable
class Naming(Protocol):
    """An intent about titles by name."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The names."""
        ...


def fixed_sentence(reading: Reading) -> Intent | None:
    """What the sentence says as a fixed phrase, without any name or number in it."""
    template = reading.lexicon.sentences.fixed(reading.words, reading.folded)
    return ROUTER.read(template.fields) if template else None


def slotted_sentence(reading: Reading) -> Intent | None:
    """What the sentence says around a name, a position, a language or a wish; titles that are known
    before others.
    """
    unsure = None
    for template in reading.lexicon.sentences.fitting(reading.words, reading.folded):
        found = template.slotted and template.matches(reading.folded)
        intent = _built(template, found, reading) if found else None
        if isinstance(intent, Naming) and not all(map(reading.names.exact, intent.titles)):
            unsure = unsure or intent
        elif intent is not None:
            return intent
    return unsure


def _built(template: Template, found: re.Match[str], reading: Reading) -> Intent | None:
    parts = dict(_parts(found, reading))
    takes = str(template.fields.get("takes", "wish" if "wish" in parts else ""))
    fields = {name: value for name, value in template.fields.items() if name not in _HOW}
    if fields["intent"] == "compare" and takes == "titles":
        return _compared(parts["titles"], among=bool(template.fields.get("among")))
    if takes == "fields":
        return _filled(template, fields, parts)
    build = _BUILDERS.get(takes)
    return build(fields, parts, reading) if build else ROUTER.read(fields)


def _filled(template: Template, fields: Fields, parts: Parts) -> Intent | None:
    """Each slot fills the field of its name: titles, a wish, or a number, which counts ``times`` as
    much as it says. ``parted``: only a comma or the like leads from one slot to the next.
    """
    times = template.fields.get("times", 1)
    assert isinstance(times, int)
    if template.fields.get("parted") and not _parted(parts):
        return None
    values = {name: _value(name, part, times) for name, part in parts.items()}
    return ROUTER.read({**fields, **values}) if all(map(_said, values.values())) else None


def _parted(parts: Parts) -> bool:
    """Whether the first part is a known name, and a comma or the like stands before the others."""
    first, *others = parts.values()
    return first.is_a_name and all(part.sentence.tokens[0].breaks for part in others)


def _value(name: str, part: Reading, times: int) -> object:
    """What a slot says of the field of its name; nothing where it cannot be read."""
    match name:
        case "titles":
            return titles_in(part)
        case "wish":
            return _plain_wish(part)
        case _:
            return number(part.folded, part.lexicon) * times


def _said(value: object) -> bool:
    return isinstance(value, float | int) or bool(value)


def _parts(found: re.Match[str], reading: Reading) -> Iterator[tuple[str, Reading]]:
    """What each slot of the template matched."""
    for name, text in found.groupdict().items():
        if text and text.strip():
            yield name, reading.part_at(found.span(name))


def _title(fields: Fields, parts: Parts, reading: Reading) -> Intent | None:
    known = "title" not in parts
    part = parts["known"] if known else parts["title"]
    sentence, year = year_at_end(part.sentence)
    if year and len(sentence) == 1 and sentence.words[0] in reading.lexicon.ordinary:
        return None
    name = title_in(replace(part, sentence=sentence), known)
    return FindTitle(name, year, _question(fields)) if name else None


def _question(fields: Fields) -> Question | None:
    question = fields.get("question")
    assert question is None or question in get_args(Question)
    return cast(Question | None, question)


def _titles(fields: Fields, parts: Parts, _: Reading) -> Intent | None:
    return mark_titles(cast(Status, fields["status"]), parts["titles"])


def _compared(part: Reading, among: bool) -> Intent | None:
    """Titles to choose between: parted by "or", unless the words around them say that it is a
    choice; not those to be like.
    """
    if part.slots.has("like") or not (among or part.has_word("or")):
        return None
    found = titles_in(part)
    return Compare(found) if len(found) >= _CHOICE else None


def _versus(_: Fields, parts: Parts, __: Reading) -> Intent | None:
    """ "Is Dune better than Alien?": a title on either side."""
    found = [title_in(parts[name], known=True) for name in ("title", "title2")]
    titles = tuple(title for title in found if title)
    return Compare(titles) if len(titles) == _CHOICE else None


def _position(fields: Fields, parts: Parts, reading: Reading) -> Intent | None:
    position = reading.lexicon.positions.get(parts["position"].folded)
    return ROUTER.read({**fields, "position": position}) if position else None


def _positions(_: Fields, parts: Parts, reading: Reading) -> Intent | None:
    words = [parts[name].folded for name in ("position", "position2")]
    known = reading.lexicon.positions
    found = tuple(known[position] for position in words if position in known)
    return Compare(positions=found) if len(found) == _CHOICE else None


def _language(_: Fields, parts: Parts, reading: Reading) -> Intent | None:
    code = reading.lexicon.language_names.get(parts["language"].folded)
    return Settings(language=code) if code else None


def _region(_: Fields, parts: Parts, reading: Reading) -> Intent | None:
    meaning = reading.lexicon.meaning(parts["place"].folded)
    places = [value.split()[0] for name, value in meaning if name in ("place", "countries")]
    return Settings(region=places[0]) if places else None


def _list(fields: Fields, parts: Parts, _: Reading) -> Intent | None:
    wish = _plain_wish(parts["wish"])
    return ROUTER.read({**fields, "wish": wish}) if wish else None


def _plain_wish(part: Reading) -> Fields:
    """The wish that filters a list; empty where the words say something else as well."""
    wish = new_wish(part)
    vague = part.slots.unknown or part.has("not", "loved") or wish.like
    return {} if vague else wish.to_dict()


def _franchise(_: Fields, parts: Parts, reading: Reading) -> Intent | None:
    key = parts["franchise"].key
    found = reading.names.exact_key(key, ("franchise",))
    return FindTitle(found[0].name, franchise=True) if found else None


_BUILDERS: dict[str, Builder] = {
    "title": _title,
    "titles": _titles,
    "position": _position,
    "positions": _positions,
    "language": _language,
    "region": _region,
    "wish": _list,
    "franchise": _franchise,
    "versus": _versus,
    "lasting": for_good,
}
