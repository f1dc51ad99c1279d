"""Drawn pictures that nobody can take for a photo of a real place."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640
Colour = tuple[int, int, int]


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


@dataclass(frozen=True)
class Light:
    """A time of day or year in colours, and the words that describe the picture."""

    words: str
    sky: Colour
    sun: Colour
    far: Colour
    near: Colour


LIGHTS = {
    "dawn": Light("sớm mai", (250, 226, 206), (246, 178, 120), (176, 160, 178), (58, 88, 84)),
    "noon": Light("giữa trưa", (206, 228, 240), (252, 240, 196), (150, 184, 190), (52, 110, 70)),
    "dusk": Light("chập tối", (92, 84, 120), (240, 158, 96), (96, 82, 120), (36, 38, 66)),
    "rain": Light("ngày mưa", (188, 198, 204), (206, 214, 218), (146, 162, 166), (62, 92, 88)),
    "harvest": Light("mùa gặt", (226, 234, 226), (250, 224, 150), (190, 196, 140), (172, 142, 52)),
}
LAYERS = 6


def landscape(light: Light, *, seed: int) -> "ContentFile[bytes]":
    """Draw mountains behind each other, terraces and houses on stilts."""
    random = Random(seed)  # noqa: S311
    image = Image.new("RGB", (WIDTH, HEIGHT), light.sky)
    draw = ImageDraw.Draw(image)
    x, y, size = random.randint(120, 840), random.randint(90, 200), random.randint(36, 60)
    draw.ellipse([(x - size, y - size), (x + size, y + size)], fill=light.sun)
    for layer in range(LAYERS):
        shade = _between(light.far, light.near, layer / (LAYERS - 1))
        top, height = 210 + layer * 62, 70 - layer * 8
        ridge = [(x, top + random.randint(-height, height)) for x in range(0, WIDTH + 80, 80)]
        draw.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], fill=shade)
        if layer > LAYERS - 3:
            for line in range(4):
                step = [(x, y + 16 + line * 12) for x, y in ridge]
                draw.line(step, fill=_between(shade, light.sky, 0.25), width=2)
    for _house in range(random.randint(2, 4)):
        _house_on_stilts(draw, random.randint(80, 840), random.randint(470, 590))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return ContentFile(buffer.getvalue(), name=f"tranh-ve-{seed}.jpg")


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _house_on_stilts(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    wood, roof = (96, 66, 46), (66, 52, 50)
    for leg in (x + 8, x + 40, x + 72):
        draw.line([(leg, y), (leg, y + 20)], fill=wood, width=4)
    draw.rectangle([(x, y - 24), (x + 80, y)], fill=wood)
    draw.polygon(
        [(x - 14, y - 22), (x + 14, y - 60), (x + 66, y - 60), (x + 94, y - 22)], fill=roof
    )


def board(*, seed: int) -> "ContentFile[bytes]":
    """Draw a board with posted sheets, small: the proof that something was put up."""
    random = Random(seed)  # noqa: S311
    image = Image.new("RGB", (480, 320), (206, 214, 206))
    draw = ImageDraw.Draw(image)
    draw.rectangle([(30, 30), (450, 280)], fill=(70, 96, 84), outline=(96, 66, 46), width=10)
    for column in range(3):
        x, y = 60 + column * 126, 56 + random.randint(0, 14)
        draw.rectangle([(x, y), (x + 106, y + 190)], fill=(250, 248, 240))
        for line in range(12):
            long = random.randint(40, 86)
            draw.line(
                [(x + 10, y + 16 + line * 14), (x + 10 + long, y + 16 + line * 14)], (90,) * 3
            )
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=70)
    return ContentFile(buffer.getvalue(), name=f"bang-niem-yet-{seed}.jpg")


def kept(drawn: bytes, *, name: str) -> "ContentFile[bytes]":
    """Hand out a picture that was drawn before, as a file of its own."""
    return ContentFile(drawn, name=name)
