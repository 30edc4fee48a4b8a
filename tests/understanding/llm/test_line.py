"""The line a model may say first: a plain sentence, or nothing."""

import pytest

from core.understanding.llm.line import sayable


@pytest.mark.parametrize(
    "line",
    [
        "Clever crooks and good laughs, coming right up.",
        "Un peu de douceur pour finir la journée\u00a0: voilà de quoi rire !",
        "Rainy nights call for this… Shall we?",
        "I know just the mood; let's go — slowly.",
        "À l’aventure !",
    ],
)
def test_a_plain_sentence_is_said(line: str) -> None:
    assert sayable(f" {line} ") == line


@pytest.mark.parametrize(
    "line",
    [
        None,
        "",
        "   ",
        "a" * 141,
        "The best film of 1995.",
        "Rated ٨ out of ten.",
        "You will love “Heat”.",
        "Like Inception, but warmer.",
        "Ask Tom Cruise.",
        "See https://evil.example",
        "See evil.com now.",
        "www evil",
        "More: http:evil",
        "tel:one",
        "Write to @admin",
        "@everyone look",
        "<b>bold</b>",
        "*bold*",
        "_it_",
        "`code`",
        "[link](x)",
        "Two\nlines",
        "Hidden\u202etext",
        "Zero\u200bwidth",
        "It costs $",
        "50%",
        "A film 🎬",
        "#spoilers",
        "a/b",
        "x\\y",
        "{name}",
        "a|b",
        "~sure~",
    ],
)
def test_anything_suspicious_is_not_said_at_all(line: str | None) -> None:
    assert sayable(line) == ""
