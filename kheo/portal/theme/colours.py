"""Three colours a deployment may choose, and what must follow from them to stay legible."""

import colorsys
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-fA-F]{6}")
WHITE = "#ffffff"
BLACK = "#000000"
INK = "#1b2430"
NIGHT = "#1b222b"
# WCAG 2.2 AA, success criterion 1.4.3.
LEGIBLE = 4.5


class NotAColour(ValueError):
    """A colour is written #rrggbb; anything else could smuggle rules into the style sheet."""


@dataclass(frozen=True)
class Palette:
    """The colours of a deployment as its settings name them."""

    lead: str
    action: str
    paper: str

    def __post_init__(self) -> None:
        for colour in (self.lead, self.action, self.paper):
            if not HEX.fullmatch(colour):
                raise NotAColour(colour)


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours as WCAG does, between 1 and 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, *, on: str) -> str:
    """Move a colour's lightness away from its ground until words in it can be read."""
    # Black and white differ equally from a ground of this luminance.
    step, end = (-0.02, BLACK) if _luminance(on) > 0.18 else (0.02, WHITE)
    while contrast(colour, on) < LEGIBLE and colour != end:
        colour = shade(colour, step)
    return colour


def shade(colour: str, by: float) -> str:
    """Make a colour lighter or, below zero, darker; `by` is a share of the whole range."""
    hue, light, strength = colorsys.rgb_to_hls(*_parts(colour))
    rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light + by)), strength)
    return _hex(rgb)


def mix(colour: str, ground: str, share: float) -> str:
    """Lay a share of a colour over a ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _hex(tuple(a * share + b * (1 - share) for a, b in pairs))


def style_sheet(palette: Palette) -> str:
    """Write the custom properties that differ between deployments."""
    fill = legible(palette.lead, on=WHITE)
    on_action = _ink_on(palette.action)
    night_soft = mix(palette.lead, NIGHT, 0.3)
    light = {
        "lead": fill,
        "lead-fill": fill,
        "lead-deep": shade(fill, -0.07),
        "lead-ink": legible(fill, on=palette.paper),
        "lead-soft": mix(fill, WHITE, 0.1),
        "gold": palette.action,
        "gold-deep": _pressed(palette.action, under=on_action),
        "on-gold": on_action,
        "paper": palette.paper,
    }
    dark = {
        "lead-fill": legible(shade(fill, 0.1), on=WHITE),
        "lead-ink": legible(mix(fill, WHITE, 0.5), on=night_soft),
        "lead-soft": night_soft,
        "paper": "#12171d",
    }
    return (
        _rule(":root,[data-bs-theme]", light)
        + _rule("[data-bs-theme=dark]", dark)
        + f"@media (prefers-color-scheme:dark){{{_rule('[data-bs-theme=auto]', dark)}}}\n"
    )


def _ink_on(ground: str) -> str:
    if contrast(INK, ground) >= LEGIBLE:
        return INK
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


def _pressed(colour: str, *, under: str) -> str:
    darker = shade(colour, -0.08)
    return darker if contrast(under, darker) >= LEGIBLE else shade(colour, 0.08)


def _rule(selector: str, properties: dict[str, str]) -> str:
    body = ";".join(f"--kh-{name}:{value}" for name, value in properties.items())
    return f"{selector}{{{body}}}\n"


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
