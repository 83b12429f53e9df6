"""Reads a coupon card as the till does, and as the agent does."""

import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    path: Path
    width: int
    height: int
    size: int  # bytes
    barcodes: list[str]  # "CODE-128:1234"


def read_picture(path: str | Path) -> Picture:
    path = Path(path)
    data = path.read_bytes()
    width, height = _jpeg_dimensions(data)
    return Picture(path, width, height, len(data), scan(path))


def scan(path: Path) -> list[str]:
    """What zbar, which shares no code with the program that drew it, sees."""
    seen = subprocess.run(
        ["zbarimg", "--quiet", "--nodbus", str(path)], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert seen.returncode in (0, 4), f"zbarimg failed on {path}: {seen.stderr}"  # 4: no barcode found
    return seen.stdout.split()


def _jpeg_dimensions(data: bytes) -> tuple[int, int]:
    assert data[:3] == b"\xff\xd8\xff", "not a JPEG"
    at = 2
    while at < len(data):
        marker, length = struct.unpack(">xBH", data[at : at + 4])
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise AssertionError("a JPEG without a frame")
