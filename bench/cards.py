"""Coupon cards: ours against plain C and against Pillow, on one core, in one run; then 1,000 and 10,000 of them.

usage: cards.py OUTPUT.json        (bin/bench cards)
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "cards"
SWIFT = ".build/release/CardsBench"
PACKAGES = ".tools/bench-packages"
ROUNDS, CARDS, PILLOW_CARDS = 5, 600, 60
LIMITS = {"ours / plain C": 1.2, "1,000 cards read back, s": 4.0, "memory over 10,000 cards, MB": 5.0,
          "descriptors gained": 0}
AT_LEAST = {"Pillow / ours": 1.3}


def main() -> None:
    run(["swift", "build", "-c", "release", "--product", "CardsBench"])
    install()
    with tempfile.TemporaryDirectory(prefix="cards-bench-") as folder:
        plain, sample = f"{folder}/card", f"{folder}/sample.jpg"
        flags = output(["pkg-config", "--cflags", "--libs", "pangocairo", "libturbojpeg"])
        run(["cc", "-O2", "-o", plain, str(FOLDER / "card.c"), *shlex.split(flags), "-lzint"])
        run([SWIFT, "sample", sample])
        # Side by side, round after round: what else the machine does hits all three alike.
        rounds = [
            {
                "ours": measured([SWIFT, "one", str(CARDS)], cores="0"),
                "c": measured([plain, sample, str(CARDS)], cores="0"),
                "pillow": measured([sys.executable, str(FOLDER / "card.py"), sample, str(PILLOW_CARDS)], cores="0"),
            }
            for _ in range(ROUNDS)
        ]
    many = measured([SWIFT, "many", "1000", "2"], cores="0,1")
    flat = measured([SWIFT, "many", "10000", "2"], cores="0,1")
    report(rounds, many, flat)


def report(rounds: list[dict], many: dict, flat: dict) -> None:
    # The quietest round of each: noise only ever adds.
    ours = min((each["ours"] for each in rounds), key=lambda one: one["card_ms"])
    plain = min(each["c"]["card_ms"] for each in rounds)
    pillow = min(each["pillow"]["card_ms"] for each in rounds)
    figures = {
        "ours: draw, ms": ours["draw_ms"],
        "ours: encode, ms": ours["encode_ms"],
        "ours: card without self-check, ms": ours["card_ms"],
        "plain C: same card, ms": plain,
        "Pillow: same card, ms": pillow,
        "ours / plain C": ours["card_ms"] / plain,
        "Pillow / ours": pillow / ours["card_ms"],
        "ours: self-check, ms": ours["read_ms"],
        "ours: bytes": ours["bytes"],
        "1,000 cards read back, s": many["seconds"],
        "10,000 cards read back, s": flat["seconds"],
        "memory over 10,000 cards, MB": flat["memory_after_mb"] - flat["memory_before_mb"],
        "memory after 10,000 cards, MB": flat["memory_after_mb"],
        "descriptors gained": flat["files_after"] - flat["files_before"],
    }
    path = Path(sys.argv[1])
    path.write_text(
        json.dumps({"figures": figures, "atMost": LIMITS, "atLeast": AT_LEAST, "rounds": rounds}, indent=2) + "\n")
    for name, value in figures.items():
        limit = f"   (at most {LIMITS[name]:g})" if name in LIMITS else ""
        limit = f"   (at least {AT_LEAST[name]:g})" if name in AT_LEAST else limit
        print(f"  {name:<40}{value:>10.2f}{limit}")
    print(f"  as JSON: {path}")


def install() -> None:
    """Pillow and python-barcode stand apart from what the program's own tools need."""
    wanted = Path("requirements/bench.txt").read_text()
    done = Path(PACKAGES, ".installed")
    if done.exists() and done.read_text() == wanted:
        return
    run([
        sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:",
        "--upgrade", "--target", PACKAGES, "-r", "requirements/bench.txt",
    ])
    done.write_text(wanted)


def measured(command: list[str], cores: str) -> dict:
    return json.loads(output(["taskset", "-c", cores, *command]))


def output(command: list[str]) -> str:
    environment = os.environ | {"PYTHONPATH": PACKAGES}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
