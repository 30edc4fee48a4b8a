"""Draws a poster for a title that has none: its name large, its figures small, a palette and a
shape of its own. Pure.
"""

import math
import textwrap
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from core.dialogue.replies import Card

WIDTH, HEIGHT = 600, 900
_EDGE = 48
_TITLE_SIZES = (92, 78, 66, 56, 48, 40, 34)
_LINES = 4

Colour = tuple[int, int, int]
Pen = ImageDraw.ImageDraw
_PALETTES: tuple[tuple[Colour, Colour, Colour], ...] = (  # sky, ground, accent
    ((24, 32, 58), (88, 44, 84), (244, 180, 96)),
    ((12, 42, 52), (22, 104, 108), (238, 220, 150)),
    ((58, 18, 34), (150, 48, 48), (246, 206, 160)),
    ((30, 28, 46), (64, 72, 120), (160, 206, 232)),
    ((38, 30, 22), (132, 88, 44), (250, 224, 176)),
    ((16, 38, 30), (52, 98, 66), (214, 226, 130)),
    ((44, 20, 62), (112, 52, 130), (248, 170, 190)),
    ((22, 24, 28), (74, 80, 90), (236, 92, 72)),
)


def draw(card: Card, rating: str = "") -> bytes:
    """A JPEG of 600 × 900 pixels; ``rating`` is the IMDb rating as the reader writes it ("8.3",
    "8,3").
    """
    sky, ground, accent = _PALETTES[card.id % len(_PALETTES)]
    picture = _gradient(sky, ground)
    _SHAPES[card.id // len(_PALETTES) % len(_SHAPES)](ImageDraw.Draw(picture, "RGBA"), accent)
    picture.paste(_shade(), (0, 0), _shade())
    pen = ImageDraw.Draw(picture)
    top = _title(pen, card.title)
    pen.line((_EDGE, top - 26, _EDGE + 90, top - 26), fill=accent, width=6)
    _small(pen, card)
    if rating:
        _badge(pen, rating, accent)
    out = BytesIO()
    picture.save(out, "JPEG", quality=86)
    return out.getvalue()


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        BytesIO(
            files("adapters.shared.posters").joinpath("fonts", f"Cantarell-{name}.otf").read_bytes()
        ),
        size,
    )


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        share = y / (HEIGHT - 1)
        column.putpixel(
            (0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        )
    return column.resize((WIDTH, HEIGHT))


@cache
def _shade() -> Image.Image:
    """Darkness towards the foot, so that words stand out on any shape."""
    column = Image.new("RGBA", (1, HEIGHT))
    for y in range(HEIGHT):
        column.putpixel((0, y), (8, 8, 12, round(200 * max(0.0, (y - 330) / (HEIGHT - 330)))))
    return column.resize((WIDTH, HEIGHT))


def _sun(pen: Pen, accent: Colour) -> None:
    pen.ellipse((150, 130, 450, 430), fill=(*accent, 230))
    for y, height in ((300, 6), (330, 10), (362, 14), (396, 18)):
        pen.rectangle((140, y, 460, y + height), fill=(20, 20, 30, 120))


def _rings(pen: Pen, accent: Colour) -> None:
    for radius in range(40, 420, 38):
        around = (300 - radius, 290 - radius, 300 + radius, 290 + radius)
        pen.ellipse(around, outline=(*accent, max(30, 220 - radius // 2)), width=7)


def _rays(pen: Pen, accent: Colour) -> None:
    for step in range(0, 360, 15):
        ends = [
            (
                300 + 900 * math.cos(math.radians(step + d)),
                300 + 900 * math.sin(math.radians(step + d)),
            )
            for d in (0, 6)
        ]
        pen.polygon([(300, 300), *ends], fill=(*accent, 70))
    pen.ellipse((215, 215, 385, 385), fill=(*accent, 230))


def _hills(pen: Pen, accent: Colour) -> None:
    pen.ellipse((360, 110, 500, 250), fill=(*accent, 235))
    for base, peak, alpha in ((560, 230, 60), (620, 330, 90), (690, 440, 130)):
        crest = [
            (x, base - (base - peak) * abs(math.sin((x + peak) / 130)) * 0.8)
            for x in range(0, WIDTH + 20, 20)
        ]
        pen.polygon([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], fill=(10, 12, 20, alpha))


def _towers(pen: Pen, accent: Colour) -> None:
    for place, height in enumerate((300, 430, 250, 520, 360, 460, 280, 400)):
        left = place * 76
        pen.rectangle((left, 640 - height, left + 66, HEIGHT), fill=(10, 12, 20, 140))
        for y in range(660 - height, 620, 34):
            if (y // 34 + place) % 3:
                pen.rectangle((left + 14, y, left + 24, y + 12), fill=(*accent, 190))
                pen.rectangle((left + 40, y, left + 50, y + 12), fill=(*accent, 120))


def _frame(pen: Pen, accent: Colour) -> None:
    for inset, alpha in ((60, 220), (96, 130), (132, 80), (168, 50)):
        pen.polygon(
            [(300, inset), (600 - inset, 320), (300, 640 - inset), (inset, 320)],
            outline=(*accent, alpha),
            width=8,
        )


_SHAPES: tuple[Callable[[Pen, Colour], None], ...] = (_sun, _rings, _rays, _hills, _towers, _frame)


def _title(pen: Pen, title: str) -> int:
    """Writes the title above the small print, as large as it fits; where it begins."""
    for size in _TITLE_SIZES:
        lines = _wrapped(title, size)
        if (
            len(lines) <= _LINES
            and max(map(_font("ExtraBold", size).getlength, lines)) <= WIDTH - 2 * _EDGE
        ):
            break
    lines = lines[:_LINES]
    step = round(size * 1.08)
    top = HEIGHT - 150 - step * len(lines)
    for number, line in enumerate(lines):
        pen.text((_EDGE, top + number * step), line, font=_font("ExtraBold", size), fill="white")
    return top


def _wrapped(title: str, size: int) -> list[str]:
    letters = max(6, int((WIDTH - 2 * _EDGE) / (size * 0.56)))
    return textwrap.wrap(
        title, letters, break_long_words=size == _TITLE_SIZES[-1], break_on_hyphens=False
    ) or [""]


def _small(pen: Pen, card: Card) -> None:
    font = _font("Regular", 30)
    words = " · ".join([str(card.year or ""), *card.genres[:3]]).strip(" ·")
    while font.getlength(words) > WIDTH - 2 * _EDGE and " · " in words:
        words = words.rpartition(" · ")[0]
    pen.text((_EDGE, HEIGHT - 128), words, font=font, fill=(225, 225, 230))
    pen.text(
        (_EDGE, HEIGHT - 74), "U N W A T C H E D", font=_font("Regular", 17), fill=(150, 150, 160)
    )


def _badge(pen: Pen, rating: str, accent: Colour) -> None:
    font = _font("ExtraBold", 40)
    width = font.getlength(rating)
    left = WIDTH - _EDGE - width - 62
    pen.rounded_rectangle((left, 40, WIDTH - 32, 104), 32, fill=(12, 12, 18))
    points = [(left + 34 + r * math.sin(a), 72 - r * math.cos(a)) for a, r in _star(17, 7)]
    pen.polygon(points, fill=accent)
    pen.text((left + 60, 72), rating, font=font, fill="white", anchor="lm")


def _star(outer: float, inner: float) -> list[tuple[float, float]]:
    return [(math.pi * corner / 5, inner if corner % 2 else outer) for corner in range(10)]
