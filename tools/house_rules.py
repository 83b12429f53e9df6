"""The rules of ARCHITECTURE.md that a search can check: one line a breach, exit 1 if there is any."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from table_rules import queries_say_for_whom, rooms_name_their_tables
from unused_rules import (
    cited_documents_are_here,
    libraries_and_debian_packages_agree,
    the_architecture_knows_rooms_and_packages,
    the_package_lists_what_is_imported,
)

SOURCES = Path("Sources")
breaches: list[str] = []


def breach(path: Path, number: int, rule: str) -> None:
    breaches.append(f"{path}:{number}: {rule}")


def swift_files(*folders: Path):
    for folder in folders:
        yield from sorted(folder.rglob("*.swift"))


def lines(path: Path):
    return enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)


def room_of(path: Path) -> str:
    return "/".join(path.parts[:2])


def each_c_library_has_one_wrapper() -> None:
    libraries = {module.parent.name for module in SOURCES.glob("C*/module.modulemap")}
    users: dict[str, dict[str, tuple[Path, int]]] = defaultdict(dict)
    for path in swift_files(SOURCES, Path("Tests")):
        for number, line in lines(path):
            found = re.match(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:\w+\s+)?(C\w+)", line)
            if found and found.group(1) in libraries:
                users[found.group(1)].setdefault(room_of(path), (path, number))
    for library, rooms in users.items():
        if len(rooms) > 1:
            for path, number in rooms.values():
                breach(path, number, f"{library} is imported in {len(rooms)} rooms; one wrapper is enough")


SQL = re.compile(r'(?:^|")\s*(?:SELECT\s+\S|INSERT (?:IGNORE )?INTO\s|UPDATE\s+\S+\s+SET\b|UPDATE\s+\w+$|DELETE FROM\s|REPLACE INTO\s)')
SQL_ROOMS = {"Sources/MariaDB", "Sources/SnapSimulator"}


def sql_lives_in_query_files() -> None:
    for path in swift_files(SOURCES):
        if path.name.endswith("+Queries.swift") or room_of(path) in SQL_ROOMS:
            continue
        for number, line in lines(path):
            if SQL.search(line):
                breach(path, number, "SQL belongs into a file X+Queries.swift")


def only_settings_reads_the_environment() -> None:
    # A child process inherits our environment, which is not reading it.
    allowed = {SOURCES / "App" / "Settings.swift", SOURCES / "App" / "Dev" / "ChildProcess.swift"}
    for path in swift_files(SOURCES):
        if path in allowed:
            continue
        for number, line in lines(path):
            if re.search(r"\b(?:secure_)?getenv\s*\(|processInfo\.environment|EnvironmentVariablesProvider", line):
                breach(path, number, "only App/Settings.swift reads the environment")


def every_setting_is_documented() -> None:
    table = Path("docs/configuration.md")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", table.read_text(encoding="utf-8"), re.MULTILINE))
    read: set[str] = set()
    for path in sorted((SOURCES / "App").glob("Settings*.swift")):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r'\b(?:text|required|number|choice|durations?|flag|list|database)\(\s*"([A-Z_]+)"', text))
    for name in sorted(read - documented):
        breach(table, 1, f"{name} is read by the program but not in the table")
    for name in sorted(documented - read):
        breach(table, 1, f"{name} is in the table but nothing reads it")


def templates_escape_and_carry_no_inline_code() -> None:
    for path in sorted(SOURCES.rglob("*.mustache")):
        for number, line in lines(path):
            if path.name != "layout.mustache" and re.search(r"\{\{\{|\{\{\s*&", line):
                breach(path, number, "unescaped output is for layout.mustache only")
            if re.search(r"\sstyle\s*=\s*[\"']|\son\w+\s*=\s*[\"']|<style\b", line):
                breach(path, number, "no inline style or handler: the content security policy refuses it")
            if re.search(r"<script\b(?![^>]*\b(?:src=|type=[\"']application/json))", line):
                breach(path, number, "no inline script: the content security policy refuses it")


def page_scripts_import_in_one_direction() -> None:
    root = SOURCES / "Web" / "Public"
    imports: dict[Path, list[tuple[int, Path]]] = {}
    for path in sorted(root.rglob("*.js")):
        if "vendor" in path.parts:
            continue
        found = [(number, re.search(r"^\s*(?:import|export)\b.*?[\"'](\.[^\"']+)[\"']", line)) for number, line in lines(path)]
        imports[path] = [(number, Path(os.path.normpath(path.parent / match.group(1)))) for number, match in found if match]
    done: set[Path] = set()

    def walk(path: Path, way: list[Path]) -> None:
        for number, other in imports.get(path, []):
            if other in way:
                circle = [*way[way.index(other) :], other]
                breach(path, number, "imports in a circle: " + " > ".join(one.name for one in circle))
            elif other not in done:
                walk(other, [*way, other])
        done.add(path)

    for path in imports:
        if path not in done:
            walk(path, [path])


def words_that_say_nothing() -> None:
    for path in swift_files(SOURCES, Path("Tests")):
        if re.search(r"(?:Helper|Manager|Util)s?(?:\+\w+)?\.swift$", path.name):
            breach(path, 1, "name the idea, not Helper, Manager or Util")
        for number, line in lines(path):
            if re.search(r"//.*\b(?:TODO|FIXME|XXX)\b", line):
                breach(path, number, "no TODO: do it or file it")
            if re.search(r"\b(?:ISO8601)?DateFormatter\s*\(", line):
                breach(path, number, "DateFormatter is slow and depends on the machine: use SeoulTime")


def nothing_machine_bound_is_committed() -> None:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines()
    for name in tracked:
        if name.endswith("Package.resolved") or name.startswith((".build", ".tools/", "var/", "Sources/Web/Public/vendor/")):
            breach(Path(name), 1, "is made on each machine and not committed")


if __name__ == "__main__":
    each_c_library_has_one_wrapper()
    sql_lives_in_query_files()
    only_settings_reads_the_environment()
    every_setting_is_documented()
    templates_escape_and_carry_no_inline_code()
    page_scripts_import_in_one_direction()
    words_that_say_nothing()
    nothing_machine_bound_is_committed()
    rooms_name_their_tables(breach)
    queries_say_for_whom(breach)
    the_package_lists_what_is_imported(breach)
    libraries_and_debian_packages_agree(breach)
    the_architecture_knows_rooms_and_packages(breach)
    cited_documents_are_here(breach)
    for line in breaches:
        print(line, file=sys.stderr)
    sys.exit(1 if breaches else 0)
