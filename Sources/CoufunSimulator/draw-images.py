"""Draws the product pictures in Images/. By hand, rarely:

    pip install pillow numpy django-static-fontawesome==6.5.2.1
    python3 draw-images.py path/to/fa-solid-900.ttf path/to/NotoSansCJK-Bold.ttc

The icons are Font Awesome Free 6.5.2 (CC BY 4.0, fontawesome.com/license/free), the digits Noto Sans CJK KR (OFL 1.1).
"""
import colorsys
import pathlib
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT, SCALE = 600, 400, 2

# goods number: (icon, hue in degrees, dark?)
PICTURES = {
    1001: ("f7b6", 158, 0), 1002: ("f7b6", 32, 0), 1003: ("f7a0", 150, 1), 1004: ("f0f4", 352, 0),
    1005: ("f7b6", 216, 0), 1006: ("e4f4", 46, 0), 1007: ("f0f4", 40, 1), 1008: ("f0f4", 8, 0),
    1101: ("f7ec", 214, 0), 1102: ("f1fd", 338, 0), 1103: ("f551", 330, 0), 1104: ("f563", 28, 0),
    1205: ("e4c4", 48, 0), 1206: ("f810", 22, 0),
    1301: ("f6d7", 4, 0), 1302: ("f6d7", 36, 0), 1303: ("f6d7", 276, 0), 1304: ("f818", 210, 0),
    1305: ("e2eb", 88, 0), 1306: ("e4c6", 18, 0),
    1401: ("f805", 44, 0), 1402: ("f805", 14, 0), 1403: ("e448", 358, 0), 1404: ("f7e5", 132, 0),
    1501: ("f810", 324, 0), 1502: ("f810", 300, 0), 1503: ("f2dc", 198, 0), 1504: ("f7a0", 24, 1),
    1601: ("f008", 356, 1), 1602: ("e131", 262, 1), 1603: ("f447", 228, 0),
    1705: ("f06b", 350, 0),
}
# goods number: (icon, hue, amount on the card)
VOUCHERS = {
    1201: ("f54e", 206, "5,000원"), 1202: ("f54e", 206, "10,000원"), 1203: ("f54e", 282, "3,000원"),
    1204: ("f54e", 282, "50,000원"), 1701: ("f518", 140, "10,000원"), 1702: ("f5bb", 84, "20,000원"),
    1703: ("f21c", 178, "10,000원"), 1704: ("f52f", 10, "30,000원"),
}


def rgb(hue, saturation, lightness):
    return tuple(round(255 * c) for c in colorsys.hls_to_rgb((hue % 360) / 360, lightness, saturation))


def gradient(top_left, bottom_right):
    w, h = WIDTH * SCALE, HEIGHT * SCALE
    t = (numpy.arange(w)[None, :] / w + numpy.arange(h)[:, None] / h)[..., None] / 2
    pixels = (1 - t) * numpy.array(top_left) + t * numpy.array(bottom_right)
    return Image.fromarray(pixels.round().astype("uint8"))


def disc(image, x, y, radius, colour, alpha):
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).ellipse([c * SCALE for c in (x - radius, y - radius, x + radius, y + radius)], fill=alpha)
    image.paste(Image.new("RGB", image.size, colour), mask=layer)


def glyph(image, font_path, code, x, y, size, colour, shadow):
    font = ImageFont.truetype(font_path, size * SCALE)
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).text((x * SCALE, y * SCALE), chr(int(code, 16)), font=font, fill=255, anchor="mm")
    if shadow:
        soft = Image.new("L", image.size, 0)
        soft.paste(layer, (0, 7 * SCALE))
        soft = soft.filter(ImageFilter.GaussianBlur(9 * SCALE)).point(lambda v: v * 0.30)
        image.paste(Image.new("RGB", image.size, shadow), mask=soft)
    image.paste(Image.new("RGB", image.size, colour), mask=layer)


def picture(number, icons):
    code, hue, dark = PICTURES[number]
    if dark:
        image = gradient(rgb(hue, 0.45, 0.36), rgb(hue - 14, 0.55, 0.20))
        ring, ink, shadow = rgb(hue, 0.5, 0.60), rgb(hue, 0.75, 0.93), rgb(hue, 0.6, 0.08)
    else:
        image = gradient(rgb(hue, 0.70, 0.93), rgb(hue + 10, 0.58, 0.80))
        ring, ink, shadow = (255, 255, 255), rgb(hue, 0.68, 0.36), rgb(hue, 0.6, 0.2)
    disc(image, 520, 60, 120, ring, 46)
    disc(image, 70, 372, 96, ring, 46)
    disc(image, 300, 200, 138, ring, 60)
    disc(image, 300, 200, 112, ring, 110 if not dark else 40)
    glyph(image, icons, code, 300, 200, 124, ink, shadow)
    return image.resize((WIDTH, HEIGHT), Image.LANCZOS)


def voucher(number, icons, letters):
    code, hue, amount = VOUCHERS[number]
    image = gradient(rgb(hue, 0.45, 0.955), rgb(hue, 0.45, 0.90))
    shadow = Image.new("L", image.size, 0)
    card = [c * SCALE for c in (90, 72, 510, 328)]
    ImageDraw.Draw(shadow).rounded_rectangle([c + 8 * SCALE if i % 2 else c for i, c in enumerate(card)], 22 * SCALE, fill=90)
    shadow = shadow.filter(ImageFilter.GaussianBlur(12 * SCALE))
    image.paste(Image.new("RGB", image.size, rgb(hue, 0.6, 0.25)), mask=shadow)
    shape = Image.new("L", image.size, 0)
    ImageDraw.Draw(shape).rounded_rectangle(card, 22 * SCALE, fill=255)
    face = gradient(rgb(hue, 0.66, 0.56), rgb(hue + 16, 0.70, 0.38))
    disc(face, 470, 100, 130, (255, 255, 255), 26)
    disc(face, 430, 330, 150, (255, 255, 255), 20)
    glyph(face, icons, code, 160, 136, 62, (255, 255, 255), None)
    font = ImageFont.truetype(letters, 62 * SCALE, index=1)
    ImageDraw.Draw(face).text((480 * SCALE, 268 * SCALE), amount, font=font, fill="white", anchor="rm")
    image.paste(face, mask=shape)
    return image.resize((WIDTH, HEIGHT), Image.LANCZOS)


def main(icons, letters):
    folder = pathlib.Path(__file__).parent / "Images"
    for number in PICTURES:
        picture(number, icons).save(folder / f"000000{number}.jpg", quality=86, optimize=True)
    for number in VOUCHERS:
        flat = voucher(number, icons, letters).quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(folder / f"000000{number}.png", optimize=True)


main(*sys.argv[1:])
