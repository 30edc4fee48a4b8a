"""Sentences with a shape of their own (greetings, marks, questions about a title, lists): from
templates to intents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.capabilities import ROUTER
from core.capabilities.account.intents import Settings
from core.capabilities.lists.intents import ShowList
from core.capabilities.lookup.intents import Compare, FindTitle
from core.capabilities.marking.intents import Mark
from core.capabilities.suggesting.intents import Recommend, Refine
from core.dialogue.intents import Intent
from core.films.finding.name_keys import name_key
from core.films.finding.thresholds import SURE_NAME
from core.library.values import Status
from core.understanding.offline.collective import marked_all
from core.understanding.offline.lasting import for_good
from core.understanding.offline.naming import TITLES, cutoff
from core.understanding.offline.reading import Reading
from core.understanding.offline.templates import Template
from core.understanding.offline.titles import year_at_end
from core.understanding.offline.wishes import shape

Parts = Mapping[str, Reading]
_MANY_WORDS, _SLIP = 9, 4


def plain_saying(reading: Reading) -> Intent | None:
    """What the sentence says as a fixed phrase, without any name or number in it."""
    for template in _fitting(reading):
        if "{" not in template.text and template.pattern.fullmatch(reading.sentence.norm):
            return ROUTER.read(template.fields)
    return None


def slotted_saying(reading: Reading) -> Intent | None:
    """What the sentence says around a name, a position, a language or a wish; titles that are known
    before others.
    """
    unsure = None
    for template in _fitting(reading):
        found = template.pattern.fullmatch(reading.sentence.norm) if "{" in template.text else None
        if found:
            parts = {
                name: _part(reading, found.span(name))
                for name, text in found.groupdict().items()
                if text and text.strip()
            }
            intent = _built(template, parts, reading)
            if isinstance(intent, Mark) and not all(map(reading.names.exact, intent.titles)):
                unsure = unsure or intent
            elif intent is not None:
                return intent
    return unsure


def _fitting(reading: Reading) -> Iterator[Template]:
    exactly = reading.lexicon.sayings.exactly(reading.sentence.norm)
    if exactly is not None:
        yield exactly
    yield from reading.lexicon.sayings.fitting(reading.sentence.words)


def _part(reading: Reading, span: tuple[int, int]) -> Reading:
    first, last = reading.sentence.at(span[0]), reading.sentence.at(span[1] - 1) + 1
    return reading.part(first, last)


def _built(template: Template, parts: Parts, reading: Reading) -> Intent | None:
    fields: dict[str, Any] = {
        name: value for name, value in template.fields.items() if name not in ("takes", "among")
    }
    takes = template.fields.get("takes", "wish" if "wish" in parts else "")
    if fields["intent"] == "compare" and takes == "titles":
        return _compared(parts["titles"], among=bool(template.fields.get("among")))
    build = _BUILDERS.get(takes)
    return build(fields, parts, reading) if build else ROUTER.read(fields)


def _title(fields: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    part, known = (parts["title"], False) if "title" in parts else (parts["known"], True)
    sentence, year = year_at_end(part.sentence)
    if year and len(sentence) == 1 and sentence.words[0] in reading.lexicon.ordinary:
        return None
    part = replace(part, sentence=sentence)
    name = title_in(part, known)
    return FindTitle(name, year, fields.get("question")) if name else None


def title_in(part: Reading, known: bool) -> str | None:
    """The one title that these words are: known, misspelt or, unless it must be known, as typed."""
    sentence = part.sentence
    if _pointing(part) and not sentence.capital(0):
        return None
    start = part.spotter.skip(0, "lead_in") % len(sentence)
    text = sentence.key(start, len(sentence))
    exact = part.spotter.called(start, len(sentence)) or part.spotter.called(0, len(sentence))
    single = len(sentence) - part.spotter.skip(0, "article") == 1
    if exact and not (known and single and _wishful(part)):
        return exact[0].name
    if _pointing(part) or sentence.norm in part.lexicon.positions:
        return None
    close = None if known and _all_words(part) else _close(part, text, known)
    if close or known:
        return close
    return sentence.said(start, len(sentence)) if _nameable(part) else None


def _close(part: Reading, text: str, known: bool) -> str | None:
    """A title that is nearly called that; where it must be known, not merely one that begins so."""
    found = part.names.close(text, TITLES, 1, max(cutoff(text), SURE_NAME if known else 0.0))
    if not found or (known and abs(len(name_key(found[0][0].name)) - len(text)) > _SLIP):
        return None
    return found[0][0].name


def _nameable(part: Reading) -> bool:
    """Whether the words may be the name of a title nobody knows."""
    parted = len(part.sentence) > _MANY_WORDS or any(
        token.breaks for token in part.sentence.tokens[1:]
    )
    elsewhere = not part.lexicon.off_topic.isdisjoint(part.sentence.words) and _all_words(part)
    return not (parted or elsewhere or _wishful(part))


def _all_words(part: Reading) -> bool:
    return all(part.lexicon.knows(word) or word[0].isdigit() for word in part.sentence.words)


def _pointing(part: Reading) -> bool:
    """Whether it only points at something: "it", "this one"."""
    return all(
        ("cue", "pronoun") in part.lexicon.phrases.get(word, ()) for word in part.sentence.words
    )


def _wishful(part: Reading) -> bool:
    """Whether the words are a description rather than a name: "a good drama", "french comedies"."""
    if part.begins("thing", "request") or part.has("alike", "request", "which_one"):
        return True
    said = any(piece.field not in ("people", "like") for piece in part.ear.said)
    named = part.sentence.capital(0) and part.sentence.capital(len(part.sentence) - 1)
    return said and _all_words(part) and not named


def _titles(fields: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    part, status = parts["titles"], fields["status"]
    together = marked_all(status, part) or _about_people(status, part) or _partly_all(status, part)
    if together:
        return together
    found = titles_in(part)
    return Mark(status, found) if found else None


def _partly_all(status: Status, part: Reading) -> Mark | None:
    """ "Heat and all the Alien movies": titles and many by one name, in either order."""
    for at in range(1, len(part.sentence)):
        joined = part.spotter.skip(at, "pairs")
        if at < joined < len(part.sentence):
            halves = part.part(0, at), part.part(joined, len(part.sentence))
            for one, other in (halves, halves[::-1]):
                many, titles = marked_all(status, other), titles_in(one)
                if many and titles:
                    return replace(many, titles=(*titles, *many.titles))
    return None


def _about_people(status: str, part: Reading) -> Intent | None:
    """It is people that somebody likes or not: a wish for what they made, or for what they did not."""
    heard, said = part.heard, part.ear.said
    named = bool(said) and all(piece.field == "people" for piece in said)
    if not named or part.ear.unknown or part.spotter.called(0, len(part.sentence)):
        return None
    if status == "favourite":
        return Recommend(shape(heard, part.ear, None))
    if status != "not_interested":
        return None
    unwanted = replace(part.ear, said=[replace(piece, tone="not") for piece in said])
    return (
        Recommend(shape(heard, unwanted, None))
        if part.wish is None
        else Refine(shape(heard, unwanted, part.wish))
    )


def _compared(part: Reading, among: bool) -> Intent | None:
    """Titles to choose between: parted by "or", unless the words around them say that it is a
    choice; not those to be like.
    """
    if any(piece.field == "like" for piece in part.ear.said):
        return None
    alternatives = any(
        ("cue", "or") in part.lexicon.phrases.get(word, ()) for word in part.sentence.words
    )
    found = titles_in(part) if alternatives or among else ()
    return Compare(found) if len(found) >= 2 else None


def titles_in(part: Reading) -> tuple[str, ...]:
    """All the titles that these words are; none when they are not only titles."""
    sentence = part.sentence
    whole = part.spotter.called(0, len(sentence))
    if whole and not (len(sentence) == 1 and _pointing(part)):
        return (whole[0].name,)
    if _pointing(part) or len(sentence) > _MANY_WORDS * 3:
        return ()
    found, last = part.spotter.titles(0, True)
    if last == len(sentence) and found:
        return tuple(dict.fromkeys(found))
    return () if _wishful(part) else _separately(part)


def _separately(part: Reading) -> tuple[str, ...]:
    """Titles between commas and "and", each known or as typed; none when one of them is no title."""
    sentence, start = part.sentence, 0
    names: list[str | None] = []
    for at in range(1, len(sentence)):
        joined = part.spotter.skip(at, "pairs")
        if at > start and (sentence.tokens[at].breaks or at < joined < len(sentence)):
            names.append(title_in(part.part(start, at), False))
            start = joined
    if start < len(sentence):
        names.append(title_in(part.part(start, len(sentence)), False))
    found = tuple(name for name in names if name)
    return found if len(found) == len(names) else ()


def _versus(_: dict[str, Any], parts: Parts, __: Reading) -> Intent | None:
    """ "Is Dune better than Alien?": a title on either side."""
    found = tuple(title for name in ("title", "title2") if (title := title_in(parts[name], True)))
    return Compare(found) if len(found) == 2 else None


def _position(fields: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    position = reading.lexicon.positions.get(parts["position"].sentence.norm)
    return ROUTER.read({**fields, "position": position}) if position else None


def _positions(_: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    said = [parts[name].sentence.norm for name in ("position", "position2")]
    found = tuple(
        reading.lexicon.positions[words] for words in said if words in reading.lexicon.positions
    )
    return Compare(positions=found) if len(found) == 2 else None


def _language(_: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    code = reading.lexicon.tongues.get(parts["language"].sentence.norm)
    return Settings(language=code) if code else None


def _region(_: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    meaning = reading.lexicon.meaning(parts["place"].sentence.norm)
    places = [value.split()[0] for name, value in meaning if name in ("place", "countries")]
    return Settings(region=places[0]) if places else None


def _list(fields: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    part = parts["wish"]
    wish = shape(part.heard, part.ear, None)
    vague = part.ear.unknown or part.has("not", "loved")
    return ShowList(fields["status"], wish) if wish and not vague and not wish.like else None


def _franchise(_: dict[str, Any], parts: Parts, reading: Reading) -> Intent | None:
    sentence = parts["franchise"].sentence
    found = reading.names.exact_key(sentence.key(0, len(sentence)), ("franchise",))
    return FindTitle(found[0].name, franchise=True) if found else None


_BUILDERS: dict[str, Callable[[dict[str, Any], Parts, Reading], Intent | None]] = {
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
