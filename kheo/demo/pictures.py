"""Drawn pictures that nobody can take for a photo of a real place."""

from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640


def scene(title: str, *, seed: int, done: bool = False) -> "ContentFile[bytes]":
    """Draw hills, a road and rain or sun; the same seed draws the same picture."""
    random = Random(seed)  # noqa: S311
    sky, ground = ((222, 236, 244), (96, 142, 84)) if done else ((176, 188, 196), (120, 112, 84))
    image = Image.new("RGB", (WIDTH, HEIGHT), sky)
    draw = ImageDraw.Draw(image)
    for layer in range(4):
        top = 220 + layer * 70
        ridge = [(x, top + random.randint(-60, 60)) for x in range(0, WIDTH + 120, 120)]
        shade = tuple(max(0, part - layer * 14) for part in ground)
        draw.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], fill=shade)
    middle = random.randint(360, 600)
    draw.polygon(
        [(middle - 20, 380), (middle + 20, 380), (middle + 190, HEIGHT), (middle - 190, HEIGHT)],
        fill=(150, 146, 140) if done else (126, 104, 78),
    )
    if not done:
        for _drop in range(160):
            x, y = random.randint(0, WIDTH), random.randint(0, HEIGHT)
            draw.line([(x, y), (x - 6, y + 22)], fill=(220, 228, 232), width=2)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return ContentFile(buffer.getvalue(), name=f"hinh-ve-{seed}.jpg")
