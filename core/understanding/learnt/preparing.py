"""An utterance as a Reading: cleaned, its language told, its typos mended."""

from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.offline.reading import Reading
from core.understanding.offline.tokens import Sentence, corrected, detect_language
from core.words.text import clean

_WORDS = 80  # that are read; the longest line of the corpus has fewer


def prepared(utterance: Utterance, names: NameIndex) -> tuple[Reading, bool]:
    """What an utterance is read from, and whether its language is plain."""
    typed = Sentence.read(clean(utterance.text)).part(0, _WORDS)
    lexicon, plain = detect_language(typed, utterance.language, names)
    sentence = corrected(typed, lexicon, names)
    return Reading(sentence, lexicon, names, utterance, typed), plain
