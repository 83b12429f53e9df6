"""Builds the spreadsheet reader with libFuzzer and AddressSanitizer and lets it read mutated files.

usage: fuzz.py [SECONDS]        (bin/test --fuzz [SECONDS], 60 when none are named)

Starts from the files of Tests/SpreadsheetTests/Fixtures and from what earlier runs found worth keeping in
.build/fuzz/corpus. An input that crashes the reader, takes longer than 5 s or more than 1 GB stays in .build/fuzz/found.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

BUILT = Path(".build/fuzz")
FIXTURES = Path("Tests/SpreadsheetTests/Fixtures")
KINDS = {".xlsx": 0, ".xls": 1, ".csv": 2, ".txt": 3}
COMMON = [
    "swiftc", "-O", "-g", "-wmo", "-parse-as-library", "-sanitize=fuzzer,address", "-swift-version", "6", "-package-name", "fuzz",
    "-enable-upcoming-feature", "ExistentialAny", "-I", str(BUILT), "-I", "Sources/CZip", "-I", "Sources/CXLSXWriter",
]  # fmt: skip


def main() -> int:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    for folder in ("corpus", "found"):
        (BUILT / folder).mkdir(parents=True, exist_ok=True)
    build()
    sow()
    print(f"Reading mutated files for {seconds} s", flush=True)
    fuzzer = [
        str(BUILT / "sheet-fuzzer"), str(BUILT / "corpus"), f"-artifact_prefix={BUILT}/found/", f"-max_total_time={seconds}",
        "-timeout=5", "-rss_limit_mb=1024", "-max_len=262144", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    status = subprocess.run(fuzzer).returncode
    print("The reader stood it." if status == 0 else f"An input broke the reader; it is in {BUILT}/found.")
    return status


def build() -> None:
    for room in ("Support", "Spreadsheet"):
        sources = sorted(str(file) for file in Path("Sources", room).glob("*.swift"))
        module = [
            "-module-name", room, "-emit-module", "-emit-module-path", str(BUILT / f"{room}.swiftmodule"), "-c", "-o",
            str(BUILT / f"{room}.o"),
        ]  # fmt: skip
        subprocess.run([*COMMON, *module, *sources], check=True)
    objects = [str(BUILT / f"{room}.o") for room in ("Support", "Spreadsheet")]
    target = ["-module-name", "SheetFuzzer", "-o", str(BUILT / "sheet-fuzzer"), "Tests/Fuzz/SheetFuzzer.swift"]
    subprocess.run([*COMMON, *target, *objects, "-lzip", "-lxlsxwriter"], check=True)


def sow() -> None:
    """The genuine files, each behind the byte that says its kind."""
    for file in FIXTURES.iterdir():
        if file.suffix in KINDS:
            content = bytes([KINDS[file.suffix]]) + file.read_bytes()
            (BUILT / "corpus" / hashlib.sha1(content).hexdigest()).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
