"""Which room names which table, and for whom each query asks: what `tables.toml` says against what the sources do."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

SOURCES = Path("Sources")
RULES = Path("tools/tables.toml")
# The other side of the wire and what measures: they know their own tables, or are never shipped.
ELSEWHERE = {"SnapSimulator", "CoufunSimulator", "Simulation", "MessagingBench", "CardsBench", "SpreadsheetBench"}


@dataclass(frozen=True)
class Query:
    """A function whose SQL names tables."""

    path: Path
    line: int
    selector: str
    parameters: tuple[str, ...]
    is_static: bool
    is_package: bool
    tables: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.path.parts[1]}/{self.path.name.removesuffix('+Queries.swift')} {self.selector}"

    @property
    def says_for_whom(self) -> bool:
        """A scope, a person or a company that narrows what is found; an instance is a row that was found before."""
        return not self.is_static or any(SCOPE.search(parameter) for parameter in self.parameters)


SCOPE = re.compile(
    r":\s*(?:@escaping\s+)?(?:TenantScope|Principal)\b(?!\?)"
    r"|^(?!by\s+user).*\b(?:company|user)\s*:\s*(?:Company\.ID|User\.ID|ULID)(?!\?)"
)


def created_tables() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("Migrations").glob("*.sql")))
    return set(re.findall(r"CREATE TABLE (\w+)", text))


def named_tables(text: str, known: set[str]) -> set[str]:
    found = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+`?(\w+)", text)
    return {name for name in found if name in known}


def closing(text: str, start: int, pair: str) -> int:
    """The index behind the bracket that closes the one at `start`. SQL in our strings is balanced."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == pair[0]) - (text[index] == pair[1])
        if depth == 0:
            return index + 1
    return len(text)


def split_parameters(text: str) -> tuple[str, ...]:
    parts, depth, last = [], 0, 0
    for index, letter in enumerate(text):
        depth += letter in "([<{"
        depth -= letter in ")]}" or (letter == ">" and text[index - 1] != "-")
        if letter == "," and depth == 0:
            parts.append(text[last:index])
            last = index + 1
    parts.append(text[last:])
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def functions(path: Path, known: set[str]):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"(?m)^\s*//.*$", lambda found: " " * len(found.group(0)), text)
    for found in re.finditer(r"(?m)^ *(?P<words>(?:\w+ )*)func (?P<name>\w+)(?:<[^>]*>)?\(", code):
        opening = found.end() - 1
        behind = closing(code, opening, "()")
        body = code.find("{", behind)
        if body < 0:
            continue
        parameters = split_parameters(code[opening + 1 : behind - 1])
        labels = [parameter.split(":")[0].split()[0] for parameter in parameters]
        yield Query(
            path=path,
            line=text.count("\n", 0, found.start("name")) + 1,
            selector=found.group("name") + "(" + "".join(f"{label}:" for label in labels) + ")",
            parameters=parameters,
            is_static="static " in found.group("words"),
            is_package="package " in found.group("words"),
            tables=frozenset(named_tables(code[body : closing(code, body, "{}")], known)),
        )


def shared_parts(path: Path, known: set[str]) -> dict[str, set[str]]:
    """Tables in a constant of the file, like `static let tables: SQL = "a JOIN b"`."""
    text = path.read_text(encoding="utf-8")
    parts = re.findall(r'static let (\w+): SQL\s*=\s*(?:"""(.*?)"""|"([^"\n]*)")', text, re.DOTALL)
    words = {name: set(re.findall(r"\w+", long or short)) & known for name, long, short in parts if name == "tables"}
    return {name: tables for name, tables in words.items() if tables}


def queries() -> list[Query]:
    known = created_tables()
    found = []
    for path in sorted(SOURCES.rglob("*+Queries.swift")):
        if path.parts[1] in ELSEWHERE:
            continue
        shared = shared_parts(path, known)
        for query in functions(path, known):
            text = path.read_text(encoding="utf-8")
            tables = set(query.tables)
            start = sum(len(line) + 1 for line in text.split("\n")[: query.line - 1])
            body = text[start : closing(text, text.find("{", start), "{}")]
            for name, more in shared.items():
                if f"(part: {name})" in body:
                    tables |= more
            if tables:
                found.append(replace(query, tables=frozenset(tables)))
    return found


def rooms_name_their_tables(breach) -> None:
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    known = created_tables()
    owner = {table: room for room, tables in rules["rooms"].items() for table in tables}
    for table in sorted(known - set(owner)):
        breach(RULES, 1, f"table {table} belongs to no room")
    for table in sorted(set(owner) - known):
        breach(RULES, 1, f"table {table} is made by no migration")
    guests = {(room, table): reason for room, tables in rules["guests"].items() for table, reason in tables.items()}
    used: set[tuple[str, str]] = set()
    for path in sorted(SOURCES.rglob("*.swift")):
        room = path.parts[1]
        if room in ELSEWHERE:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.lstrip().startswith("//"):
                continue
            for table in named_tables(line, known) | join_words(line, known):
                if owner.get(table) == room:
                    continue
                used.add((room, table))
                if (room, table) not in guests:
                    breach(path, number, f"{room} names the table {table} of {owner.get(table)}: ask that room, or give the reason in {RULES}")
    for room, table in sorted(set(guests) - used):
        breach(RULES, 1, f"{room} no longer names {table}: take the exception away")


def join_words(line: str, known: set[str]) -> set[str]:
    """`static let tables: SQL = "opt_out JOIN company ON …"`: the first word is a table too."""
    found = re.search(r'let tables: SQL\s*=\s*"(\w+)', line)
    return {found.group(1)} & known if found else set()


def queries_say_for_whom(breach) -> None:
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    nobodys = set(rules["nobodys"])
    reasons: dict[str, list[str]] = defaultdict(list)
    for group in rules["everybody"]:
        for name in group["queries"]:
            reasons[name].append(group["reason"])
    workers = set(rules["workers"]["rooms"])
    unscoped = {}
    for query in queries():
        # What is internal to a room of workers only its own steps can call, and they work for everybody.
        is_inside = query.path.parts[1] in workers and not query.is_package
        if query.tables - nobodys and not query.says_for_whom and not is_inside:
            unscoped[query.name] = query
    for name, query in sorted(unscoped.items()):
        if name not in reasons:
            breach(query.path, query.line, f"{query.selector} reads or writes {', '.join(sorted(query.tables - nobodys))} and does not say for whom: a TenantScope, or a reason in {RULES}")
    for name, given in sorted(reasons.items()):
        if name not in unscoped:
            breach(RULES, 1, f"{name} is not there or says for whom: take it out of the list")
        elif len(given) > 1:
            breach(RULES, 1, f"{name} stands in the list twice")

