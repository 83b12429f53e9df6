"""What is listed and used by nobody, and what is cited and not there."""

import os
import re
import subprocess
from pathlib import Path

PACKAGE = Path("Package.swift")
APT = Path("requirements/apt.txt")


def targets(text: str):
    """Each target of Package.swift with the names it lists: our targets, modules of products."""
    modules = dict(re.findall(r'let (\w+): Target\.Dependency = \.product\(name: "(\w+)"', text))
    for found in re.finditer(r'(room|program|tests)\(\s*"(\w+)",?\s*(?:\[(.*?)\])?', text, re.DOTALL):
        kind, name, body = found.groups()
        listed = [quoted or modules.get(word, word) for quoted, word in re.findall(r'"(\w+)"|\b([a-z]\w+)\b', body or "")]
        yield kind, name, listed, text.count("\n", 0, found.start()) + 1


def the_package_lists_what_is_imported(breach) -> None:
    text = PACKAGE.read_text(encoding="utf-8")
    listed_anywhere: set[str] = set()
    modules = {name for _, name, _, _ in targets(text)} | {"TestKit"}
    modules |= set(re.findall(r'library\("(\w+)"', text)) | set(re.findall(r'\.product\(name: "(\w+)"', text))
    for kind, name, listed, number in targets(text):
        folder = Path("Tests" if kind == "tests" else "Sources") / name
        code = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.swift"))
        imported = set(re.findall(r"(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|func|protocol)\s+)?(\w+)", code))
        listed_anywhere |= set(listed)
        for module in listed:
            if module not in imported:
                breach(PACKAGE, number, f"{name} lists {module} and imports it nowhere")
        # The compiler takes what another target happens to have built.
        for module in sorted(imported & modules - set(listed) - {name}):
            breach(PACKAGE, number, f"{name} imports {module} and does not list it")
    for library in re.findall(r'library\("(\w+)"', text):
        if library not in listed_anywhere:
            breach(PACKAGE, 1, f"no target lists the library {library}")


def the_architecture_knows_rooms_and_packages(breach) -> None:
    text, document = PACKAGE.read_text(encoding="utf-8"), Path("ARCHITECTURE.md")
    words = document.read_text(encoding="utf-8")
    start = words.index("| room | what it is |")
    table = words[start : words.index("\n\n", start)]
    told = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    rooms = {name for kind, name, _, _ in targets(text) if kind != "tests"}
    rooms |= set(re.findall(r'library\("(\w+)"', text)) | set(re.findall(r'\.systemLibrary\(name: "(\w+)"', text))
    for name in sorted(rooms - told):
        breach(document, 1, f"the room {name} is missing in the table of rooms")
    for name in sorted(told - rooms):
        breach(document, 1, f"the table of rooms tells of {name}, which is no target")
    reasons = words[words.index("| part | why |") :].lower()
    for package in re.findall(r'\.package\(url: "[^"]*/([\w.-]+)"', text):
        if package.replace("async-http-client", "asynchttpclient") not in reasons:
            breach(document, 1, f"why {package} is there is not said")


def libraries_and_debian_packages_agree(breach) -> None:
    wanted = set(re.findall(r'library\("\w+", pkgConfig: [^,]+, apt: "([\w.+-]+)"', PACKAGE.read_text(encoding="utf-8")))
    lines = APT.read_text(encoding="utf-8").splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("# C libraries"))
    listed = set()
    for line in lines[start + 1 :]:
        if not line:
            break
        listed.add(line)
    for name in sorted(listed - wanted):
        breach(APT, lines.index(name) + 1, f"{name} is behind no library of Package.swift")
    for name in sorted(wanted - listed):
        breach(APT, 1, f"{name} is behind a library of Package.swift and not installed")


CITATION = re.compile(r"([\w./-]*\w\.md)\b(?:\s+§(\d+(?:\.\d+)?(?:, §\d+(?:\.\d+)?)*))?")


def cited_documents_are_here(breach) -> None:
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True).stdout.split()
    documents = {name for name in tracked if name.endswith(".md")}
    for name in tracked:
        path = Path(name)
        if path.suffix not in {".swift", ".py", ".sql", ".sh", ".md", ".yaml", ".toml"} or "vendor" in path.parts or not path.exists():
            continue
        # A citation may go on in the next line of a comment.
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".swift":
            text = re.sub(r"(?m)^((?!\s*//).*?)(?=//|$)", "", text)  # comments only
        text = re.sub(r"\n\s*(?://+|#|--) (?=§)", " ", text)
        for found in CITATION.finditer(text):
            cited, number = found.group(1), text.count("\n", 0, found.start()) + 1
            here = os.path.normpath(path.parent / cited)
            target = cited if cited in documents else here if here in documents else None
            if target is None:
                breach(path, number, f"{cited} is not in the project")
                continue
            for section in re.split(r", §", found.group(2) or ""):
                heading = rf"(?m)^#+ {re.escape(section)}[. ]"
                if section and not re.search(heading, Path(target).read_text(encoding="utf-8")):
                    breach(path, number, f"{cited} has no §{section}")
