"""A drawing surface that writes compact SVG: shapes, gradients and nested placement, no fonts, no filters, no links."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

Stop: TypeAlias = str | tuple[float, str]


class Tone(NamedTuple):
    """One material under light: its shadow side, its own colour and its lit side."""

    dark: str
    base: str
    light: str


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, as short as it goes."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


def tidy(text: str) -> str:
    """Shorten every decimal of a path or a transform."""
    return re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda match: number(float(match[0])), text)


def paint(name: str, colour: str) -> str:
    """Return the attribute for `#rrggbb`, or the two that `#rrggbbaa` needs in older web views."""
    if colour.startswith("#") and len(colour) == 9:
        return f'{name}="{colour[:7]}" {"stop" if name == "stop-color" else name}-opacity="{int(colour[7:], 16) / 255:.2g}"'
    return f'{name}="{colour}"'


class Canvas:
    """An SVG of `width` × `height` units, painted from back to front."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._defs: dict[str, str] = {}
        self._body: list[str] = []

    def _define(self, template: str) -> str:
        name = self._defs.setdefault(template, f"p{len(self._defs)}")
        return f"url(#{name})"

    @staticmethod
    def _stops(stops: tuple[Stop, ...]) -> str:
        last = max(len(stops) - 1, 1)
        placed = [(i / last, stop) if isinstance(stop, str) else stop for i, stop in enumerate(stops)]
        return "".join(f'<stop offset="{at:.2g}" {paint("stop-color", colour)}/>' for at, colour in placed)

    def down(self, *stops: Stop) -> str:
        """Return a gradient from top to bottom of whatever it fills."""
        return self._define(f'<linearGradient id="%s" x2="0" y2="1">{self._stops(stops)}</linearGradient>')

    def across(self, *stops: Stop) -> str:
        """Return a gradient from left to right."""
        return self._define(f'<linearGradient id="%s">{self._stops(stops)}</linearGradient>')

    def slant(self, *stops: Stop) -> str:
        """Return a gradient from the upper left to the lower right."""
        return self._define(f'<linearGradient id="%s" x2="1" y2="1">{self._stops(stops)}</linearGradient>')

    def glow(self, *stops: Stop, x: float = 0.5, y: float = 0.5, r: float = 0.5) -> str:
        """Return a gradient from a centre outwards."""
        head = f'<radialGradient id="%s" cx="{x}" cy="{y}" r="{r}">'
        return self._define(f"{head}{self._stops(stops)}</radialGradient>")

    def round_body(self, tone: Tone) -> str:
        """Return the shading of an upright round body lit from the left."""
        return self.across((0, tone.dark), (0.12, tone.base), (0.3, tone.light), (0.55, tone.base), (1, tone.dark))

    def _shape(self, markup: str, fill: str, stroke: str, width: float, opacity: float) -> None:
        attributes = paint("fill", fill)
        if stroke:
            attributes += f' {paint("stroke", stroke)} stroke-width="{number(width)}"'
            attributes += ' stroke-linecap="round" stroke-linejoin="round"'
        if opacity < 1:
            attributes += f' opacity="{opacity:.2g}"'
        self._body.append(f"<{markup} {attributes}/>")

    def path(self, d: str, fill: str = "none", *, stroke: str = "", width: float = 1, opacity: float = 1) -> None:
        """Paint a path; `d` is SVG path data."""
        self._shape(f'path d="{tidy(d)}"', fill, stroke, width, opacity)

    def ellipse(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str = "none",
        *,
        stroke: str = "",
        width: float = 1,
        opacity: float = 1,
    ) -> None:
        """Paint an ellipse round (x, y)."""
        at = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
        self._shape(f"ellipse {at}", fill, stroke, width, opacity)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        fill: str = "none",
        *,
        stroke: str = "",
        width: float = 1,
        opacity: float = 1,
    ) -> None:
        """Paint a circle round (x, y)."""
        self._shape(f'circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"', fill, stroke, width, opacity)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, r: float = 0, opacity: float = 1
    ) -> None:
        """Paint a rectangle whose upper left corner is (x, y)."""
        size = f'width="{number(width)}" height="{number(height)}"'
        corner = f' rx="{number(r)}"' if r else ""
        self._shape(f'rect x="{number(x)}" y="{number(y)}" {size}{corner}', fill, "", 0, opacity)

    def shadow(self, x: float, y: float, rx: float, ry: float, colour: str = "#12302c", strength: float = 0.34) -> None:
        """Lay the soft shadow of something that stands on the table."""
        alpha = f"{int(strength * 255):02x}"
        fill = self.glow((0, colour + alpha), (0.55, f"{colour}{int(strength * 130):02x}"), (1, colour + "00"))
        self.ellipse(x, y, rx, ry, fill)

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, *, turn: float = 0, mirror: bool = False) -> Iterator[None]:
        """Place what is painted inside: its (0, 0) lies at (x, y)."""
        transform = f"translate({number(x)} {number(y)})"
        if turn:
            transform += f" rotate({number(turn)})"
        if mirror:
            transform += f" scale(-{scale:.3g} {scale:.3g})"
        elif scale != 1:
            transform += f" scale({scale:.3g})"
        self._body.append(f'<g transform="{transform}">')
        yield
        self._body.append("</g>")

    @contextmanager
    def clip(self, d: str) -> Iterator[None]:
        """Keep what is painted inside within a path."""
        area = self._define(f'<clipPath id="%s"><path d="{tidy(d)}"/></clipPath>')
        self._body.append(f'<g clip-path="{area}">')
        yield
        self._body.append("</g>")

    def svg(self) -> str:
        """Return the finished file."""
        defs = "\n".join(template % name for template, name in self._defs.items())
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
        return "\n".join([head, f"<defs>\n{defs}\n</defs>", *self._body, "</svg>", ""])
