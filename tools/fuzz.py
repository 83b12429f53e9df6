"""Builds a reader of outside input with libFuzzer and AddressSanitizer and lets it read mutated input.

usage: fuzz.py [sheets|replies] [SECONDS]   (bin/test --fuzz …; both readers, 60 s each, when none is named)

Starts from genuine files and from what earlier runs found worth keeping in .build/fuzz/NAME/corpus. An input that crashes
the reader, takes longer than 5 s or more than 1 GB stays in .build/fuzz/NAME/found.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

BUILT = Path(".build/fuzz")
COMMON = [
    "swiftc", "-O", "-g", "-wmo", "-parse-as-library", "-sanitize=fuzzer,address", "-swift-version", "6", "-package-name", "fuzz",
    "-enable-upcoming-feature", "ExistentialAny", "-I", str(BUILT), "-I", "Sources/CZip", "-I", "Sources/CXLSXWriter",
]  # fmt: skip


@dataclass
class Target:
    name: str
    """Rooms that it imports."""
    rooms: list[str]
    """Its own file, and those of a room whose insides it looks at."""
    sources: list[str]
    libraries: list[str]
    seeds: Callable[[], Iterator[bytes]]
    longest: int
    minds_leaks: bool = True


def sheets() -> Iterator[bytes]:
    """The genuine files, each behind the byte that says its kind."""
    kinds = {".xlsx": 0, ".xls": 1, ".csv": 2, ".txt": 3}
    for file in Path("Tests/SpreadsheetTests/Fixtures").rglob("*"):
        if file.suffix in kinds:
            yield bytes([kinds[file.suffix]]) + file.read_bytes()


    page = """<html><head><style>td{x}</style></head><table><col style='display:none' span=2><tr hidden><td rowspan=2 colspan=3 x:num="1.0E9">
        1E+9<br>&amp;&#44032;&#xAC00;&nbsp;<td>가<!-- x --></table><script>x</script>"""
    book = """<?xml version="1.0"?><ss:Workbook xmlns:ss="x"><Worksheet ss:Name="가"><Table><Column ss:Index="2" ss:Span="1" ss:Hidden="1"/>
        <Row ss:Index="3" ss:Height="0" ss:Span="1"><Cell ss:MergeAcross="1" ss:MergeDown="2" ss:Formula="x"><Data ss:Type="Number">1</Data>
        <Comment><Data>x</Data></Comment></Cell><Cell><Data ss:Type="DateTime">2025-11-22T00:00:00</Data></Cell></Row></Table>
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></ss:Workbook>"""
    text = "sep=;\r\n\"가;1\n나\";01012345678\r\n=\"010\";\"a\"\"b\n"
    for content in (page, book, text):
        for encoding in ("utf-8", "cp949", "utf-16-le", "utf-16"):
            yield bytes([1]) + content.encode(encoding)


def replies() -> Iterator[bytes]:
    """Well-formed replies of each kind, in both encodings that COUFUN may use."""
    created = """<?xml version="1.0" encoding="{0}"?><COUFUNCREATE><RESULT_CODE>00</RESULT_CODE><RESULT_MSG>성공</RESULT_MSG>
        <ORDER_ID>202611230001</ORDER_ID><BARCODE_NUM>9526123412343016</BARCODE_NUM><VALID_END_DATE>20270121</VALID_END_DATE>
        </COUFUNCREATE>"""
    status = """<COUFUNSEARCH><RESULT_CODE>00</RESULT_CODE><COUPON_TYPE>AMOUNT</COUPON_TYPE><STATUS>000</STATUS>
        <REMAIN_AMOUNT>2,000</REMAIN_AMOUNT><TOTAL_AMOUNT>4500</TOTAL_AMOUNT></COUFUNSEARCH>"""
    products = """<PRODUCTLIST><RESULT_CODE>0000</RESULT_CODE><LIST_CNT>1</LIST_CNT><PRODUCT_INFO><GOODS_ID>0000001301</GOODS_ID>
        <GOODS_NAME><![CDATA[카페 & 라떼]]></GOODS_NAME><GOODS_PRICE>4500</GOODS_PRICE><VALID_END_TYPE>D</VALID_END_TYPE>
        <VALID_END_DATE>60</VALID_END_DATE></PRODUCT_INFO></PRODUCTLIST>"""
    yield bytes([2]) + created.format("UTF-8").encode()
    yield bytes([2 + 8]) + created.format("EUC-KR").encode("euc-kr")
    yield bytes([1]) + status.encode()
    yield bytes([0]) + products.encode()


TARGETS = [
    Target("sheets", ["Support", "Spreadsheet"], ["Tests/Fuzz/SheetFuzzer.swift"], ["-lzip", "-lxlsxwriter"], sheets, 262144),
    Target(
        "replies", ["Support"],
        ["Tests/Fuzz/ReplyFuzzer.swift"]
        + [f"Sources/Coufun/Coufun{name}.swift" for name in ("XML", "Replies", "Product", "Outcome", "Code")],
        # The toolchain's FoundationXML leaks 72 bytes for each reply that is not well-formed.
        [], replies, 8192, minds_leaks=False,
    ),
]  # fmt: skip


def main() -> int:
    words = sys.argv[1:]
    seconds = next((int(word) for word in words if word.isdigit()), 60)
    names = [word for word in words if not word.isdigit()]
    unknown = [name for name in names if name not in {target.name for target in TARGETS}]
    if unknown:
        print(f"No reader is called {unknown[0]}; there are: " + ", ".join(target.name for target in TARGETS))
        return 64
    chosen = [target for target in TARGETS if not names or target.name in names]
    return max(run(target, seconds) for target in chosen)


def run(target: Target, seconds: int) -> int:
    folder = BUILT / target.name
    for part in ("corpus", "found"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    build(target, folder)
    for content in target.seeds():
        (folder / "corpus" / hashlib.sha1(content).hexdigest()).write_bytes(content)
    print(f"{target.name}: reading mutated input for {seconds} s", flush=True)
    status = subprocess.run(
        [
            str(folder / "fuzzer"), str(folder / "corpus"), f"-artifact_prefix={folder}/found/", f"-max_total_time={seconds}",
            "-timeout=5", "-rss_limit_mb=1024", f"-max_len={target.longest}", "-print_final_stats=1", "-verbosity=0",
        ],
        env=os.environ | {"ASAN_OPTIONS": f"detect_leaks={int(target.minds_leaks)}"},
    ).returncode  # fmt: skip
    print("The reader stood it." if status == 0 else f"An input broke the reader; it is in {folder}/found.")
    return status


def build(target: Target, folder: Path) -> None:
    objects = []
    for room in target.rooms:
        sources = sorted(str(file) for file in Path("Sources", room).glob("*.swift"))
        objects.append(str(BUILT / f"{room}.o"))
        module = ["-module-name", room, "-emit-module", "-emit-module-path", str(BUILT / f"{room}.swiftmodule"), "-c"]
        subprocess.run([*COMMON, *module, "-o", objects[-1], *sources], check=True)
    module = ["-module-name", "Fuzzer", "-emit-module-path", str(folder / "Fuzzer.swiftmodule")]
    program = [*module, "-emit-executable", "-o", str(folder / "fuzzer"), *target.sources]
    subprocess.run([*COMMON, *program, *objects, *target.libraries], check=True)


if __name__ == "__main__":
    sys.exit(main())
