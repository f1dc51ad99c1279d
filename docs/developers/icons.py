"""Draws the pictures that phones show for the installed site, from the shapes of mark.svg.

Run once after the mark changes: .venv/bin/python docs/developers/icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parents[2] / "kheo/portal/theme/static/theme"
LEAD, GOLD, WHITE = "#1f4e79", "#f0b429", "#ffffff"
# Half the diagonal of each lozenge, of the 32 units of the mark.
SHAPES = ((12, GOLD), (6, LEAD), (2.5, WHITE))
SMOOTH = 4


def draw(size: int, *, share: float, corner: float) -> Image.Image:
    """Draw the mark; `share` of the width is the mark's own, `corner` rounds the ground."""
    whole = size * SMOOTH
    picture = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, whole - 1, whole - 1), radius=whole * corner, fill=LEAD)
    middle, unit = whole / 2, whole * share / 32
    for reach, colour in SHAPES:
        far = reach * unit
        pen.polygon(
            [
                (middle, middle - far),
                (middle + far, middle),
                (middle, middle + far),
                (middle - far, middle),
            ],
            fill=colour,
        )
    return picture.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for size in (192, 512):
        draw(size, share=1, corner=7 / 32).save(TARGET / f"icon-{size}.png", optimize=True)
        # Phones cut a maskable picture to their own shape; the middle four fifths stay.
        draw(size, share=0.8, corner=0).save(TARGET / f"icon-{size}-maskable.png", optimize=True)
