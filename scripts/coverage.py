#!/usr/bin/env python3
"""Which clause is held by what: docs/coverage.md, from citations in packs, code and tests.

A clause is covered where a pack lists it as a `source:` of a clause of ours that has a rule or an attestation, or where
code or a page names it; and where a test names it, in its comment, its body or the comment of its suite. Prose alone is
shown as «text» and holds only what is a reference (R). An enforced demand (E) is held only by what refuses, runs a clock
or cannot be otherwise: a gate that a clause requires or forbids by, a deadline, or a line of docs/structural.tsv; a gate
that merely advises is shown as «advises» and holds none. `make coverage` writes the document. `make check`
runs this with --check: no clause of C03 may be without a rule or page, or without a test, and nothing that the document
says may have ceased to be so (what is new since it was written is no objection: several people write at once).
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "checks"))
from report import finish  # noqa: E402
from swift_text import ROOT, swift_files  # noqa: E402

LIST = ROOT / "docs/clauses.tsv"
STRUCTURAL = ROOT / "docs/structural.tsv"
DOCUMENT = ROOT / "docs/coverage.md"
DEADLINES = ROOT / "Sources/Handbook/DeadlineRule.swift"
MUST = "C03"
MOST_SHOWN = 6
TEXT = "(text)"
ADVISES = "(advises)"
STANDS = "structural: "

KINDS = {"E": "enforced", "M": "monitored", "A": "attested", "R": "reference"}
CITATION = re.compile(
    r"\b(?P<series>GAME|PROPA|PROPB|GEN[1-4]|CHAIN|MART|SOFT)-(?P<first>\d{1,3})(?P<more>(?:(?:/|–|\.\.)\d{1,3}\b)*)"
)
TEST = re.compile(r"@Test\b")
FUNC = re.compile(r"\bfunc\s+(\w+)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="object instead of writing")
    wanted = read_list(LIST.read_text(encoding="utf-8"))
    rules, tests = gather()
    if arguments.parse_args().check:
        written = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
        problems = missing(wanted, rules, tests) + untrue(written, rules, tests) + unstructured()
        finish("coverage", f"{len(wanted)} clauses", problems)
    else:
        DOCUMENT.write_text(document(wanted, rules, tests), encoding="utf-8")
        print(f"coverage: wrote {DOCUMENT.relative_to(ROOT)}; {len(missing(wanted, rules, tests))} gaps in {MUST}.")


def read_list(text: str) -> list[tuple[str, str, list[str], str]]:
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(clause, kind, capabilities.split(), title) for clause, kind, capabilities, title in lines]


def citations(text: str) -> list[str]:
    """`SOFT-53/54`, `GAME-85..88` and plain ids; a range names all between."""
    found = []
    for match in CITATION.finditer(text):
        series, last = match["series"], int(match["first"])
        numbers = [last]
        for sign, number in re.findall(r"(/|–|\.\.)(\d+)", match["more"]):
            numbers += range(last + 1, int(number) + 1) if sign in ("–", "..") else [int(number)]
            last = int(number)
        found += [f"{series}-{number:02d}" for number in numbers]
    return found


def gather() -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
    """Clause → places, in the order found: rules and pages; tests."""
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    tests: dict[str, dict[str, None]] = defaultdict(dict)
    packs = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "Handbooks").glob("*.yaml"))}
    for name, text in packs.items():
        for clause, place in pack_places(name, text, packs):
            rules[clause][place] = None
    for path in swift_files("Sources", "Features", "Tests"):
        text = (ROOT / path).read_text(encoding="utf-8")
        if "Tests" in path.parts:
            for clause, place in test_places(path.stem, text):
                tests[clause][place] = None
        elif path.parts[1] != "Demo":
            for clause in citations(text):
                rules[clause][f"`{path.stem}`"] = None
    for clause, path, name, _ in structural():
        rules[clause][f"{STANDS}`{Path(path).stem}.{name}`"] = None
    return rules, tests


def structural() -> list[list[str]]:
    """Demands that hold whatever a pack says: clause, file, name, why."""
    lines = STRUCTURAL.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def unstructured() -> list[str]:
    """Lines of the list whose file does not have the name, or does not speak of the clause."""
    problems = []
    for clause, path, name, _ in structural():
        text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""
        if not re.search(rf"\b(func|struct|enum) {re.escape(name)}\b", text):
            problems.append(f"docs/structural.tsv: {clause}: {path} has no {name}.")
        if clause not in citations(text):
            problems.append(f"docs/structural.tsv: {clause} is not cited in {path}.")
    return problems


def deadline_rules() -> set[str]:
    return set(re.findall(r'(?m)^    case \w+ = "([\w.-]+)"', DEADLINES.read_text(encoding="utf-8")))


def entries(text: str) -> dict[str, str]:
    """The clauses of a pack by number, as they are written."""
    # The list of clauses ends where the pack's next section begins.
    listed = re.search(r"(?ms)^clauses:\n(.*?)(?=^\S|\Z)", text)
    text = listed[1] if listed else text
    parts = re.split(r"(?m)^  - no: ", text)[1:]
    return {part.split("\n", 1)[0].strip().strip('"'): part for part in parts}


def rule_of(number: str, pack: str, packs: dict[str, str]) -> str | None:
    """The rule of a clause, its own or the one of the pack that it extends."""
    text = packs.get(pack, "")
    own = re.search(r"(?m)^    (?:rule: (\S+)|(attest):)", entries(text).get(number, ""))
    if own:
        return own[1] or own[2]
    base = re.search(r"(?m)^extends: (\S+)", text)
    return rule_of(number, base[1], packs) if base else None


def strength_of(number: str, pack: str, packs: dict[str, str]) -> str:
    """How a clause binds: its own strength, or the one of the pack that it extends."""
    text = packs.get(pack, "")
    own = re.search(r"(?m)^    strength: (\S+)", entries(text).get(number, ""))
    if own:
        return own[1]
    base = re.search(r"(?m)^extends: (\S+)", text)
    return strength_of(number, base[1], packs) if base else "advise"


def pack_places(name: str, text: str, packs: dict[str, str]) -> list[tuple[str, str]]:
    """The clauses of one pack: source id → «pack §number», with its rule."""
    places = []
    clocks = deadline_rules()
    for number, entry in entries(text).items():
        source = re.search(r"(?m)^    source: (.*)$", entry)
        rule = rule_of(number, name, packs)
        bites = rule in clocks or rule == "attest" or strength_of(number, name, packs) in ("require", "forbid")
        place = f"{name} §{number} " + (f"`{rule}`" + ("" if bites else f" {ADVISES}") if rule else TEXT)
        places += [(clause, place) for clause in citations(source[1] if source else "")]
    return places


def test_places(stem: str, text: str) -> list[tuple[str, str]]:
    """Clause → «Suite.test»: a citation belongs to the test whose comment or body it stands in; one in the comment of
    the whole suite, or before its first test, to the suite."""
    starts = []
    for found in TEST.finditer(text):
        name = FUNC.search(text, found.end())
        # The comment directly above a test belongs to it.
        begin = text.rfind("\n", 0, found.start()) + 1
        while begin > 0:
            above = text.rfind("\n", 0, begin - 1) + 1
            if not text[above:begin].lstrip().startswith("//"):
                break
            begin = above
        if name:
            starts.append((begin, name[1]))
    if not starts:
        return []
    places = [(clause, stem) for clause in citations(text[: starts[0][0]])]
    for (begin, name), end in zip(starts, [begin for begin, _ in starts[1:]] + [len(text)]):
        places += [(clause, f"{stem}.{name}") for clause in citations(text[begin:end])]
    return places


def missing(wanted, rules, tests) -> list[str]:
    problems = []
    for clause, kind, capabilities, title in wanted:
        if MUST in capabilities:
            if not held(rules.get(clause), kind):
                what = "is not enforced: it has no clock, no gate that refuses and no line in docs/structural.tsv" \
                    if kind == "E" else "has no rule and no page"
                problems.append(f"docs/clauses.tsv: {clause} ({title}) {what}.")
            if not tests.get(clause):
                problems.append(f"docs/clauses.tsv: {clause} ({title}) is named by no test.")
    return problems


def held(places: dict[str, None] | None, kind: str) -> bool:
    return any(holds(place, kind) for place in places or {})


def holds(place: str, kind: str) -> bool:
    if kind == "R":
        return True
    if kind != "E":
        return not place.endswith(TEXT)
    # A page that names an enforced demand, an attestation or advice does not enforce it.
    is_rule = "§" in place and not place.endswith((TEXT, ADVISES, "`attest`"))
    return is_rule or place.startswith(STANDS)


ROW = re.compile(r"^\| ([A-Z]+\d?-\d+) \|(.*)\|$")


def untrue(written: str, rules, tests) -> list[str]:
    """What the document says and what is no longer so."""
    problems = []
    for number, line in enumerate(written.splitlines(), start=1):
        if match := ROW.match(line):
            clause, cells = match[1], [cell.strip() for cell in match[2].split(" | ")]
            for cell, now in zip(cells[2:4], (rules, tests)):
                places = [place for place in cell.split("; ") if place and place != "–" and not place.startswith("+ ")]
                problems += [
                    f"docs/coverage.md:{number}: {clause} is no longer held by {place}; run make coverage."
                    for place in places
                    if place not in now.get(clause, {})
                ]
    if not written:
        problems.append("docs/coverage.md: it is not there; run make coverage.")
    return problems


def document(wanted, rules, tests) -> str:
    # A clause stands with its first capability; a group that is shared lists also those that name it after another.
    groups = [
        (MUST, "C03 Cases", False), ("C05", "C05 Contacts", False),
        ("C10", "C10 Shifts, duty, leave, swaps, handover, attendance", True),
    ]
    lines = [
        "# Coverage: clause → rule or page → test",
        "",
        "Written by `make coverage` from `docs/clauses.tsv`, the `source:` lists of the packs and the citations in code and",
        "tests; held by `make check`. Kinds: " + ", ".join(f"**{k}** {v}" for k, v in KINDS.items()) + ".",
    ]
    for capability, title, is_shared in groups:
        rows = [row for row in wanted if capability in (row[2] if is_shared else row[2][:1])]
        whole = sum(1 for clause, kind, *_ in rows if held(rules.get(clause), kind) and tests.get(clause))
        forced = [clause for clause, kind, *_ in rows if kind == "E"]
        binding = sum(1 for clause in forced if held(rules.get(clause), "E"))
        lines += ["", f"## {title}", "", f"{len(rows)} clauses, {whole} of them with rule or page and test.", ""]
        lines += [f"Enforced (E): {len(forced)}, of them {binding} by a clock, a gate that refuses, or structure.", ""]
        lines += ["| Clause | Kind | What it asks | Rule or page | Test |", "|---|---|---|---|---|"]
        for clause, kind, _, asks in rows:
            lines.append(f"| {clause} | {kind} | {asks} | {cell(rules.get(clause))} | {cell(tests.get(clause))} |")
    return "\n".join(lines) + "\n"


def cell(places: dict[str, None] | None) -> str:
    names = sorted(places or {}, key=lambda place: (place.endswith(TEXT), place.endswith(ADVISES)))
    rest = len(names) - MOST_SHOWN
    return "; ".join(names[:MOST_SHOWN] + ([f"+ {rest}"] if rest > 0 else [])) or "–"


if __name__ == "__main__":
    main()
