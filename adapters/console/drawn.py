"""Replies drawn for a terminal with rich: a framed card and numbered buttons. Pure; imported only
where it is used.
"""

from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from adapters.console.render import figures, numbered, safe, wrapped
from adapters.shared.cards import headline, known_for, place
from core.dialogue.replies import DOT, Button, Card, PersonCard, Reply, Show, heading, plain
from core.words.speech import Speech

WIDTH = 88
_GAP = Text()


def drawn(reply: Reply, speech: Speech, width: int) -> RenderableType:
    """The reply as rich draws it, at most ``width`` cells wide."""
    parts: list[RenderableType] = []
    if words := _words(reply):
        parts.append(words)
    if reply.card:
        parts.append(_panel(reply.card, speech, width))
    if reply.buttons:
        parts.append(Padding(Group(*_buttons(reply, width - 1)), (0, 0, 0, 1), expand=False))
    return Group(*parts)


def _words(reply: Reply) -> Text:
    """What the reply says, the heading of a list or of details in bold."""
    words = Text(safe(plain(reply)), style="dim" if reply.show is Show.TOAST else "")
    head = safe(heading(reply.body))
    if words.plain.startswith(head):
        words.stylize("bold", 0, len(head))
    return words


def _panel(card: Card | PersonCard, speech: Speech, width: int) -> Panel:
    pieces = [(part, cell_len(part)) for part in figures(card, speech)]
    lines = [
        Text(safe(headline(card)), style="bold"),
        *(Text(DOT.join(line), style="cyan") for line in wrapped(pieces, width - 4, len(DOT))),
        *_prose(card, speech),
    ]
    return Panel(
        Group(*(line for line in lines if line is _GAP or line)),
        box=box.ROUNDED,
        border_style="blue",
        width=width,
        padding=(0, 1),
        subtitle=_place(card),
        subtitle_align="right",
    )


def _place(card: Card | PersonCard) -> str | None:
    return place(card) or None if isinstance(card, Card) else None


def _prose(card: Card | PersonCard, speech: Speech) -> Iterator[Text]:
    if isinstance(card, PersonCard):
        yield Text(safe(known_for(card, speech)), style="dim")
        return
    yield Text(safe(card.facts), style="dim")
    for words, style in ((card.overview, ""), (card.why or "", "italic")):
        if words:
            yield _GAP
            yield Text(safe(words), style=style)


def _buttons(reply: Reply, width: int) -> Iterator[Text]:
    for row in numbered(reply):
        pieces = {f"[{n}] {safe(button.label)}": (n, button) for n, button in row}
        for line in wrapped(((piece, cell_len(piece)) for piece in pieces), width):
            yield Text("  ").join(_drawn_button(*pieces[piece]) for piece in line)


def _drawn_button(n: int, button: Button) -> Text:
    label = Text(safe(button.label), style=f"link {button.url}" if button.url else "")
    return Text.assemble((f"[{n}]", "bold yellow"), " ", label)
