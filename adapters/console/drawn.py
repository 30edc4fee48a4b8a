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

from adapters.console.render import details, headline, numbered, place, safe, wrapped
from core.dialogue.replies import Button, Card, Reply, Show
from core.words.speech import Speech

WIDTH = 88
_DOT = " · "


def drawn(reply: Reply, speech: Speech, width: int) -> RenderableType:
    """The reply as rich draws it, at most ``width`` cells wide."""
    parts: list[RenderableType] = []
    if reply.text:
        parts.append(Text(safe(reply.text), style="dim" if reply.show is Show.TOAST else ""))
    if reply.card:
        parts.append(_panel(reply.card, speech, width))
    if reply.buttons:
        parts.append(Padding(Group(*_buttons(reply, width - 1)), (0, 0, 0, 1), expand=False))
    return Group(*parts)


def _panel(card: Card, speech: Speech, width: int) -> Panel:
    figures = wrapped(
        ((part, cell_len(part)) for part in details(card, speech)), width - 4, len(_DOT)
    )
    lines = [
        Text(headline(card), style="bold"),
        *(Text(_DOT.join(line), style="cyan") for line in figures if line),
    ]
    if card.facts:
        lines.append(Text(safe(card.facts), style="dim"))
    if card.overview:
        lines += [Text(), Text(safe(card.overview))]
    if card.why:
        lines += [Text(), Text(safe(card.why), style="italic")]
    frame = {"box": box.ROUNDED, "border_style": "blue", "width": width, "padding": (0, 1)}
    return Panel(Group(*lines), subtitle=place(card) or None, subtitle_align="right", **frame)  # type: ignore[arg-type]


def _buttons(reply: Reply, width: int) -> Iterator[Text]:
    for row in numbered(reply):
        pieces = {f"[{n}] {safe(button.label)}": (n, button) for n, button in row}
        for line in wrapped(((piece, cell_len(piece)) for piece in pieces), width):
            yield Text("  ").join(_drawn_button(*pieces[piece]) for piece in line)


def _drawn_button(n: int, button: Button) -> Text:
    label = Text(safe(button.label), style=f"link {button.url}" if button.url else "")
    return Text.assemble((f"[{n}]", "bold yellow"), " ", label)
