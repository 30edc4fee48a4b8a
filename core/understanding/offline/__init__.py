"""The embedded understander: reads a sentence with the lexicons alone, no model and no network."""

import re
from dataclasses import replace

from core.capabilities.lookup.intents import FindTitle
from core.dialogue.understanding import Interpretation, Utterance
from core.errors import Unavailable
from core.films.finding.name_index import NameIndex
from core.understanding.offline.certainty import certain, only_names
from core.understanding.offline.deciding import decide
from core.understanding.offline.language import detect_language
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import YEAR
from core.understanding.offline.reading import Reading
from core.understanding.offline.spelling import corrected
from core.understanding.offline.tokens import Sentence
from core.words.cleaning import clean

__all__ = ["Certain", "Offline"]

_YEAR_IN_BRACKETS = re.compile(rf"(?<=\S)\s*\({YEAR}\)")


class Offline:
    """Understands sentences in every language there is a lexicon for. ``names`` are the titles and
    people it may know.
    """

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Never raises Unavailable: what cannot be read is unclear."""
        return self.read(utterance)

    def read(self, utterance: Utterance) -> Interpretation:
        """The same at once, since nothing is waited for."""
        return self._read(utterance)[0]

    def certainly(self, utterance: Utterance) -> Interpretation | None:
        """What the sentence means, where nothing of it had to be guessed or left out."""
        understood, reading = self._read(utterance)
        return understood if certain(reading, understood.intent) else None

    def _read(self, utterance: Utterance) -> tuple[Interpretation, Reading]:
        """A year in brackets within a sentence belongs to a title, not to the wish: "I've seen Heat
        (1995)".
        """
        read = self._interpreted(utterance)
        undated = _YEAR_IN_BRACKETS.sub("", utterance.text)
        if undated == utterance.text or isinstance(read[0].intent, FindTitle):
            return read
        return self._interpreted(replace(utterance, text=undated))

    def _interpreted(self, utterance: Utterance) -> tuple[Interpretation, Reading]:
        typed = Sentence.read(clean(utterance.text))
        lexicon, plain = detect_language(typed, utterance.language, self._names)
        typed = _without_interjections(typed, lexicon)
        sentence = corrected(typed, lexicon, self._names)
        reading = Reading(sentence, lexicon, self._names, utterance, typed)
        intent = decide(reading)
        telling = plain and not only_names(reading, intent)
        return Interpretation(intent, "offline", lexicon.code if telling else None), reading


def _without_interjections(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence without the interjections it begins with: "good, another one" praises nothing
    that is asked for.
    """
    while _interjects(sentence, lexicon):
        sentence = sentence.part(1, len(sentence))
    return sentence


def _interjects(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the first word is an interjection, with a comma behind it."""
    if len(sentence) < 2 or not sentence.tokens[1].breaks:
        return False
    return sentence.words[0] in lexicon.interjections


class Certain:
    """The embedded understander where it is certain, so that nobody else need be asked."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Raises Unavailable when something of it had to be guessed or left
        out.
        """
        understood = self._offline.certainly(utterance)
        if understood is None:
            raise Unavailable("the rules are not certain")
        return understood
