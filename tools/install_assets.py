"""Takes the pages' static files out of the downloaded wheels and checks each against requirements/assets.sha256.

usage: install_assets.py WHEEL_DIR OUTPUT_DIR CHECKSUMS
       install_assets.py --write WHEEL_DIR CHECKSUMS      (after a change of version: writes the list anew)
"""

import hashlib
import sys
import zipfile
from pathlib import Path

BOOTSTRAP, FONT_AWESOME, HTMX = "bootstrap_wrapper", "django_static_fontawesome", "django_htmx"

# where it ends, which wheel, where it lies in there
FILES = [
    ("bootstrap.min.css", BOOTSTRAP, "bootstrap/css/bootstrap.min.css"),
    ("bootstrap.bundle.min.js", BOOTSTRAP, "bootstrap/js/bootstrap.bundle.min.js"),
    ("htmx.min.js", HTMX, "django_htmx/static/django_htmx/htmx-2.min.js"),
    *(
        (f"fontawesome/{name}", FONT_AWESOME, f"django_static_fontawesome/static/fontawesome/{name}")
        for name in (
            "css/all.min.css",
            "webfonts/fa-brands-400.woff2",
            "webfonts/fa-regular-400.woff2",
            "webfonts/fa-solid-900.woff2",
            "webfonts/fa-v4compatibility.woff2",
        )
    ),
]


def contents(wheels: Path) -> dict[str, bytes]:
    """Each wanted file without the reference to a source map, which is not served and would be asked for in vain."""
    found = {}
    for name, wheel, member in FILES:
        archive = next(wheels.glob(f"{wheel}-*.whl"))
        with zipfile.ZipFile(archive) as file:
            found[name] = file.read(member)
    return {name: _without_source_map(name, data) for name, data in found.items()}


def _without_source_map(name: str, data: bytes) -> bytes:
    if not name.endswith((".js", ".css")):
        return data
    lines = data.split(b"\n")
    return b"\n".join(line for line in lines if b"sourceMappingURL=" not in line or len(line) > 200)


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write(wheels: Path, checksums: Path) -> None:
    lines = [f"{checksum(data)}  {name}\n" for name, data in contents(wheels).items()]
    checksums.write_text("".join(lines), encoding="utf-8")


def install(wheels: Path, output: Path, checksums: Path) -> None:
    expected = {name: digest for digest, name in (line.split() for line in checksums.read_text().splitlines())}
    for name, data in contents(wheels).items():
        if checksum(data) != expected.get(name):
            raise SystemExit(f"{name} is not the file that requirements/assets.sha256 names: nothing is installed")
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        install(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
