#!/usr/bin/env python3
"""docs/dependencies.md names what the manifests name, under the same pins, and its advisories were looked up for these.

A row of the hand-written part, `| `name` | looked at | … |`, stands under a heading of its kind. Where a version is
pinned, «looked at» is that version: whoever changes a pin looks the advisories up anew. Debian's packages have no pin;
that another version is installed than was looked at is a remark, as is what comes along with others (it stands under the
heading that begins with «What comes along») where a build or a .venv shows it. A clean checkout needs neither.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from report import finish
from swift_text import ROOT

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import dependencies  # noqa: E402
from dependencies import BEGIN, DEBIAN, END, PAGE, Dependency  # noqa: E402

ALONG = "What comes along"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]*?) \|")


def main() -> None:
    page, named = (ROOT / PAGE).read_text(encoding="utf-8"), dependencies.named()
    problems = problems_of(page, named, dependencies.linked(dependencies.text("Package.swift")))
    for remark in remarks(page, named):
        print(f"pins: {remark}")
    finish("pins", f"{len(named)} dependencies", problems)


def problems_of(page: str, named: list[Dependency], linked: dict[str, str]) -> list[str]:
    problems = []
    _, begin, rest = page.partition(BEGIN)
    made, end, written = rest.partition(END)
    if not begin or not end:
        return [f"{PAGE}:1: has not the two marks between which scripts/dependencies.py writes."]
    if made.strip() != dependencies.table(named):
        line = line_of(page, BEGIN)
        problems.append(f"{PAGE}:{line}: is not what the manifests name; scripts/dependencies.py writes it.")
    for one in named:
        if one.kind != DEBIAN and not re.fullmatch(r"[0-9][\w.+-]*", one.pin):
            problems.append(f"{PAGE}:1: {one.name} is not pinned to one version ('{one.pin}').")
    installed = {one.name for one in named if one.kind == DEBIAN}
    problems += [
        f"Package.swift:1: {module} wants {name}, which scripts/setup.sh does not install."
        for name, module in linked.items() if name not in installed
    ]
    return problems + row_problems(page, direct_rows(written), named)


def row_problems(page: str, rows: dict[str, str], named: list[Dependency]) -> list[str]:
    problems, pins = [], {one.name: one for one in named}
    for name in sorted(pins.keys() - rows.keys()):
        problems.append(f"{PAGE}:1: {name} is named by a manifest, and nobody wrote what is known of it.")
    for name in sorted(rows.keys() - pins.keys()):
        problems.append(f"{PAGE}:{line_of(page, f'| `{name}` | {rows[name]}')}: {name} is in no manifest any more.")
    for name in sorted(rows.keys() & pins.keys()):
        if pins[name].kind != DEBIAN and rows[name] != pins[name].pin:
            problems.append(
                f"{PAGE}:{line_of(page, f'| `{name}` | {rows[name]}')}: advisories of {name} were looked up for "
                f"{rows[name]}, and {pins[name].pin} is pinned: look again.")
        if not rows[name]:
            problems.append(f"{PAGE}:{line_of(page, f'| `{name}` | ')}: says of {name} not which version was looked at.")
    return problems


def direct_rows(written: str) -> dict[str, str]:
    """Name → version looked at, of what we name ourselves."""
    return rows_of(written.partition(f"\n## {ALONG}")[0])


def rows_along(page: str) -> dict[str, str]:
    return rows_of(page.partition(f"\n## {ALONG}")[2].partition("\n## ")[0])


def rows_of(text: str) -> dict[str, str]:
    return {found[1]: found[2].strip() for line in text.split("\n") if (found := ROW.match(line))}


def line_of(page: str, words: str) -> int:
    return page.partition(words)[0].count("\n") + 1


def remarks(page: str, named: list[Dependency]) -> list[str]:
    """What cannot be known from the manifests, and is told where it can be seen."""
    rows, along = direct_rows(page.partition(END)[2]), rows_along(page)
    debian = [one.name for one in named if one.kind == DEBIAN]
    found = differences(rows, debian_versions(debian), "installed")
    direct = {plain(one.name) for one in named}
    for seen, where in ((resolved(), "resolved"), (virtual_environment(), "in .venv")):
        others = {name: version for name, version in seen.items() if plain(name) not in direct}
        found += differences(along, others, where)
        for name in sorted(others.keys() - along.keys()):
            found.append(f"{name} {others[name]} is {where} and not among what comes along.")
    return found


def differences(looked_at: dict[str, str], seen: dict[str, str], where: str) -> list[str]:
    return [
        f"{name} {seen[name]} is {where}, and {looked_at[name]} was looked at."
        for name in sorted(looked_at.keys() & seen.keys()) if looked_at[name] != seen[name]
    ]


def debian_versions(names: list[str]) -> dict[str, str]:
    if not shutil.which("dpkg-query"):
        return {}
    command = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status} ${Version}\\n", *names]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return {name: version for name, status, version in (line.split(" ", 2) for line in lines) if status == "installed"}


def resolved() -> dict[str, str]:
    state = ROOT / ".build/workspace-state.json"
    if not state.exists():
        return {}
    packages = json.loads(state.read_text(encoding="utf-8"))["object"]["dependencies"]
    pairs = {one["packageRef"]["identity"]: one["state"].get("checkoutState", {}).get("version") for one in packages}
    return {name: version for name, version in pairs.items() if version}


def virtual_environment() -> dict[str, str]:
    """The folders `name-version.dist-info` say it without Python."""
    folders = (ROOT / ".venv").glob("lib/python3*/site-packages/*.dist-info")
    pairs = (folder.name.removesuffix(".dist-info").rsplit("-", 1) for folder in folders)
    return {plain(name): version for name, version in pairs}


def plain(name: str) -> str:
    """As names of packages are compared."""
    return name.lower().replace("_", "-")


if __name__ == "__main__":
    main()
