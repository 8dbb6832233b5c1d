#!/usr/bin/env python3
"""Holds the imports to the table of ARCHITECTURE.md, and each table of the database to its one owner.

The two tables below *are* the rule: a new import in one of them is a decision to be recorded, not a repair.
"""

import re
from pathlib import Path

from report import finish
from swift_text import read, swift_files

# What the language and the system bring along; pure, so everybody may have it.
PLAIN = {"Swift", "Synchronization", "RegexBuilder"}

# Hummingbird, and the packages that its own public functions speak in.
SERVER = {"Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging", "NIOCore", "ServiceLifecycle", "UnixSignals"}

# Target → what it may import.
TARGETS = {
    "Kernel": {"Foundation", "FoundationEssentials", "CCrypto"},
    "Mathematics": {"Foundation", "Kernel"},
    "Handbook": {"Foundation", "Kernel", "Yams"},
    "Press": {"Kernel", "Dispatch", "CPaper"},
    "Database": {"Foundation", "Dispatch", "Glibc", "Kernel", "CPostgres", "CSQLite"},
    "Sheets": {"Foundation", "Glibc", "Kernel", "CZip", "CExpat", "CXlsxWriter", "CZlib"},
    "Mail": {"CMail"},
    "Rostering": {"Kernel", "CCbc"},
    "Retail": {"Kernel", "Mathematics"},
    "Outgoing": {"Foundation", "Dispatch", "CCurl"},
    "Web": {"Foundation", "Kernel", "CZlib"} | SERVER,
    "Testkit": {"Foundation", "Testing", "Kernel", "Handbook", "Database", "Web", "NIOHTTP1", "NIOPosix"} | SERVER,
    "qingting": {"Foundation", "Dispatch", "Glibc", "ArgumentParser", "Kernel", "Handbook", "Mathematics", "Database"}
    | {"Web", "Desk", "Outgoing"}
    | SERVER,
}

# Features/<Noun>/<Name><Role>.swift → what it may import. The first role that fits counts; the last one fits always.
# A long file of a role may be cut: CaseActions+Visit.swift is a file of Actions too.
ROLES = [
    ("Store", {"Foundation", "Kernel", "Handbook", "Database"}),
    ("Actions", {"Kernel", "Handbook", "Mathematics", "Database"}),
    ("Chores", {"Kernel", "Handbook", "Mathematics", "Database", "Logging"}),
    ("Schema", {"Kernel", "Database"}),
    # A form as a value: boxes, tables, signatures.
    ("Paper", {"Kernel", "Handbook", "Press"}),
    # The parts that pages and forms are made of live in Web (decision 0013); neither may ask a database.
    ("Forms", {"Kernel", "Handbook", "Web"}),
    ("Pages", {"Kernel", "Handbook", "Press", "Web"}),
    ("Labels", {"Kernel", "Handbook", "Web"}),
    # How a refusal is told: its status, its sentence, its clause.
    ("Refusals", {"Kernel", "Handbook", "Sheets", "Web", "Hummingbird"}),
    # A thread of its own, for what must not hold up the others.
    ("Thread", {"Kernel", "Mail", "Rostering", "Sheets", "Dispatch", "Foundation"}),
    ("Words", {"Kernel", "Handbook"}),
    ("Routes", {"Kernel", "Handbook", "Database", "Sheets", "Press", "Web"} | SERVER),
    # A roster as the solver takes it: pure on both sides.
    ("ProposalPlan", {"Kernel", "Rostering"}),
    ("", {"Kernel", "Handbook", "Mathematics"}),
]

# Module → the one place that may know it: a folder (ends with /), or any one file.
SINGLE = {
    "Yams": "one file",
    "CArgon2": "one file",
    "CMagic": "one file",
    "CPaper": "Sources/Press/",
    "CPostgres": "Sources/Database/",
    "CSQLite": "Sources/Database/",
    "CCrypto": "Sources/Kernel/",
    "CZlib": ("Sources/Web/", "Sources/Sheets/"),
    "CCurl": "Sources/Outgoing/",
    "CMail": "Sources/Mail/",
    "CCbc": "Sources/Rostering/",
    "CZip": "Sources/Sheets/",
    "CExpat": "Sources/Sheets/",
    "CXlsxWriter": "Sources/Sheets/",
    "ArgumentParser": "Sources/qingting/",
}

# A file of this role may repair rows of any table: migrations are history, not code.
MIGRATIONS = "Schema"

WRITES = re.compile(
    r"\bINSERT\s+(?:OR\s+\w+\s+)?INTO\s+\"?(?P<insert>\w+)"
    r"|\bREPLACE\s+INTO\s+\"?(?P<replace>\w+)"
    r"|\bDELETE\s+FROM\s+(?:ONLY\s+)?\"?(?P<delete>\w+)"
    r"|\bUPDATE\s+(?:ONLY\s+)?\"?(?P<update>\w+)\"?(?:\s+(?:AS\s+)?(?!SET\b)\w+)?\s+SET\b"
    r"|\bTRUNCATE\s+(?:TABLE\s+)?\"?(?P<truncate>\w+)",
    re.IGNORECASE,
)


def main() -> None:
    files = [path for path in swift_files("Sources", "Features") if "Tests" not in path.parts]
    problems = [problem for path in files for problem in import_problems(path)]
    problems += homeless_imports(files) + writer_problems(files)
    finish("layers", f"{len(files)} files", problems)


def import_problems(path: Path) -> list[str]:
    role, allowed = role_of(path)
    return [
        f"{path}:{line}: {role} may not import {module}; it may import {', '.join(sorted(allowed))}."
        for line, module in read(path).imports()
        if module not in allowed | PLAIN and not (module in {"CArgon2", "CMagic"} and path.parts[0] == "Features")
    ]


def role_of(path: Path) -> tuple[str, set[str]]:
    """What a file is, in words, and what it may import."""
    if path.parts[0] == "Sources":
        return f"Sources/{path.parts[1]}", TARGETS.get(path.parts[1], set())
    if len(path.parts) == 2:  # Features/Routes.swift, Features/Chores.swift: the lists of everything
        return f"the list {path}", {"Kernel", "Handbook", "Database", "Web"} | SERVER
    if path.parts[1] == "Desk":  # where the features become one product: no tables and no rules
        return "a file of Desk", {"Kernel", "Handbook", "Database", "Web"} | SERVER
    if path.parts[1] == "Schema":
        return "the schema", dict(ROLES)["Schema"]
    suffix, allowed = next((suffix, allowed) for suffix, allowed in ROLES if path.stem.split("+")[0].endswith(suffix))
    return (f"a file of {suffix}" if suffix else "a noun"), allowed


def homeless_imports(files: list[Path]) -> list[str]:
    problems = []
    for module, place in SINGLE.items():
        users = [(path, line) for path in files for line, name in read(path).imports() if name == module]
        if place == "one file":
            for path, line in users[1:]:
                problems.append(f"{path}:{line}: {module} has its one home already, {users[0][0]}.")
        else:
            for path, line in users:
                if not str(path).startswith(place):
                    problems.append(f"{path}:{line}: {module} is known in {place} only.")
    return problems


def writer_problems(files: list[Path]) -> list[str]:
    """One line for each statement that writes a table which another folder writes more often: that one owns it."""
    writes: dict[str, list[tuple[str, Path, int]]] = {}
    for path in files:
        folder = "/".join(path.parts[:2])
        if path.stem.endswith(MIGRATIONS) or path.parts[1] == MIGRATIONS:
            continue
        for line, table in tables_written(path):
            writes.setdefault(table, []).append((folder, path, line))
    problems = []
    for table, places in sorted(writes.items()):
        folders = [folder for folder, _, _ in places]
        owner = max(sorted(set(folders)), key=folders.count)
        for folder, path, line in places:
            if folder != owner:
                problems.append(f"{path}:{line}: writes the table {table}, which {owner} owns; ask its verbs.")
    return problems


def tables_written(path: Path) -> list[tuple[int, str]]:
    return [
        (literal.line + literal.text.count("\n", 0, found.start()), found[found.lastgroup or 0].lower())
        for literal in read(path).literals
        for found in WRITES.finditer(literal.text)
    ]


if __name__ == "__main__":
    main()
