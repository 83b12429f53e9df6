"""Makes the web fonts: Noto Sans KR as woff2 slices, from Debian's fonts-noto-cjk.

usage: subset_fonts.py OUTPUT_DIR

Three slices a weight, so that a browser loads only what a page shows: Latin and signs, the 2,350 syllables of
KS X 1001 that nearly all Korean text is made of, and the 8,822 others that occur in a name now and then.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans CJK KR"
SOURCES = {
    400: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    700: "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
}


def syllables() -> list[int]:
    return list(range(0xAC00, 0xD7A4))


def is_common(code: int) -> bool:
    """KS X 1001 knows exactly 2,350 of the 11,172 syllables; the codec of that name says which."""
    try:
        return len(chr(code).encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def signs() -> list[int]:
    """Everything of KS X 1001 that is neither a syllable nor a Chinese character, with Latin-1 and the usual signs."""
    codes = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(range(0x2010, 0x2028)) | {0x20A9, 0x20AC}
    codes |= set(range(0x3130, 0x3190))
    for lead in range(0xA1, 0xAD):
        for trail in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([lead, trail]).decode("euc_kr")))
            except UnicodeDecodeError:
                continue
    return sorted(codes)


def slices() -> dict[str, list[int]]:
    return {
        "signs": signs(),
        "common": [code for code in syllables() if is_common(code)],
        "rare": [code for code in syllables() if not is_common(code)],
    }


def number_in_collection(path: str) -> int:
    for number in range(20):
        font = TTFont(path, fontNumber=number, lazy=True)
        if font["name"].getDebugName(4).startswith(FAMILY) or font["name"].getDebugName(1) == FAMILY:
            return number
    raise SystemExit(f"{path} holds no {FAMILY}")


def make(job: tuple[int, str, list[int], Path]) -> str:
    weight, name, codes, folder = job
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "palt", "tnum", "ccmp", "locl"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    source = SOURCES[weight]
    font = subset.load_font(source, _with_number(options, source), lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    file = f"noto-sans-kr-{weight}-{name}.woff2"
    subset.save_font(font, str(folder / file), options)
    return file


def _with_number(options: subset.Options, source: str) -> subset.Options:
    options.font_number = number_in_collection(source)
    return options


def unicode_range(codes: list[int]) -> str:
    """CSS wants ranges; a run may jump over what no slice holds, which only makes the text shorter."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def stylesheet(parts: dict[str, list[int]]) -> str:
    """The later of two faces wins where ranges overlap, so `rare` comes first with the whole block as its range."""
    order = ["rare", "common", "signs"]
    ranges = {name: unicode_range(parts[name]) for name in order}
    ranges["rare"] = "U+AC00-D7A3"
    return "".join(
        "@font-face{font-family:\"Noto Sans KR\";font-style:normal;"
        f"font-weight:{weight};font-display:swap;"
        f"src:url(fonts/noto-sans-kr-{weight}-{name}.woff2) format(\"woff2\");"
        f"unicode-range:{ranges[name]}}}\n"
        for weight in SOURCES
        for name in order
    )


def main() -> None:
    output = Path(sys.argv[1])
    (output / "fonts").mkdir(parents=True, exist_ok=True)
    parts = slices()
    jobs = [(weight, name, codes, output / "fonts") for weight in SOURCES for name, codes in parts.items()]
    with ProcessPoolExecutor() as pool:
        for file in pool.map(make, sorted(jobs, key=lambda job: -len(job[2]))):
            print(f"  {file}: {(output / 'fonts' / file).stat().st_size // 1024} KB")
    (output / "noto-sans-kr.css").write_text(stylesheet(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
