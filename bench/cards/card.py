"""The same card with Pillow and python-barcode: what people usually draw coupons with.

usage: card.py SAMPLE.jpg COUNT      prints {"card_ms": …, "bytes": …}
"""

import io
import json
import statistics
import sys
import time

import barcode
from barcode.writer import ImageWriter
from PIL import Image, ImageDraw, ImageFont

FONTS = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"
KOREAN = 1  # of the faces in the collection
NAMES = ["홍길동", "김철수", "이영희", "남궁민수"]
OWN = [(48, 502, 592, 542), (48, 542, 592, 576), (48, 608, 592, 648), (16, 642, 624, 842)]


def font(size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS.format(weight), size, index=KOREAN)


LARGE, SMALL, BOLD, NUMBER = font(26), font(21), font(25, "Bold"), font(30, "Bold")


def main() -> None:
    base = Image.open(sys.argv[1]).convert("RGB")
    blank = ImageDraw.Draw(base)
    for own in OWN:
        blank.rectangle(own, fill="white")
    times, size = [], 0
    for number in range(int(sys.argv[2])):
        started = time.perf_counter()
        size += len(card(base, number))
        times.append((time.perf_counter() - started) * 1000)
    print(json.dumps({"card_ms": statistics.median(times), "bytes": size // len(times)}))


def card(base: Image.Image, number: int) -> bytes:
    image = base.copy()
    draw = ImageDraw.Draw(image)
    digits = str(100_000_000_000 + number * 7919)
    draw.text((48, 504), f"{NAMES[number % 4]} 님께 드립니다", font=LARGE, fill="#343C48")
    draw.text((48, 544), "한 해 동안 함께해 주셔서 고맙습니다.", font=SMALL, fill="#6B7684")
    draw.text((320, 610), "유효기간 2026.12.31까지", font=BOLD, fill="#14181F", anchor="ma")
    code = barcode.get("code128", digits, writer=ImageWriter())
    # 300 dots an inch: modules of five pixels, bars 124 pixels high.
    bars = code.render({"module_width": 5 * 25.4 / 300, "module_height": 124 * 25.4 / 300, "write_text": False})
    image.paste(bars.crop((0, 0, min(bars.width, 608), 140)), (16 + max(0, (608 - bars.width) // 2), 642))
    draw.text((320, 790), f"{digits[:4]} {digits[4:8]} {digits[8:]}", font=NUMBER, fill="#111111", anchor="ma")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92, subsampling="4:2:0")
    return file.getvalue()


if __name__ == "__main__":
    main()
