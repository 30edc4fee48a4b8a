"""The welcome's examples: sentences to tap."""

from core.dialogue.intents import Try
from core.dialogue.replies import Button
from core.words.speech import Speech


def examples(t: Speech) -> tuple[tuple[Button, ...], ...]:
    """The examples as buttons, one a row."""
    return tuple((Button(text, Try(n)),) for n, text in enumerate(t.choices("examples")))
