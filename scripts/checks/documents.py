#!/usr/bin/env python3
"""Documents do not lie about where things are: every link and every path named in one exists.

Links `[text](path#heading)` are followed, headings too. A path in `code` that begins with a folder of ours must exist;
one with a blank in it (`Features/<Noun>/`, `docs/*.md`) is a pattern and is left alone. A block after
`<!-- the file scripts/… -->` is that file, word for word. A test in `code`, like
`AddressTests.whatIsNoAddressIsRefused`, is there.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from manners import committed_texts
from report import finish
from swift_text import ROOT, swift_files

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
PATH = re.compile(r"`((?:Sources|Features|Tests|Handbooks|Public|Benchmarks|docs|scripts|\.ci)/[^\s`]*)`")
SHOWN = re.compile(r"^<!-- the file (\S+) -->\n+```\w*\n(.*?)^```$", re.M | re.S)
PATTERN = re.compile(r"[<>*…{}$]")
TEST = re.compile(r"`(\w+Tests)(?:\.(\w+))?`")


def main() -> None:
    documents = [path for path in committed_texts() if path.suffix == ".md"]
    finish("documents", f"{len(documents)} documents", [problem for path in documents for problem in problems_of(path)])


def problems_of(path: Path) -> list[str]:
    problems = []
    for name, shown in SHOWN.findall((ROOT / path).read_text(encoding="utf-8")):
        if (ROOT / name).read_text(encoding="utf-8").strip() != shown.strip():
            problems.append(f"{path}: what it shows as {name} is not that file any more.")
    for number, line in enumerate(without_fences((ROOT / path).read_text(encoding="utf-8")).split("\n"), start=1):
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if reason := link_problem(path, target):
                problems.append(f"{path}:{number}: {reason}")
        for name in PATH.findall(line):
            if not PATTERN.search(name) and not (ROOT / name.split(":")[0]).exists():
                problems.append(f"{path}:{number}: there is no {name}.")
        for suite, test in TEST.findall(line):
            if test and test != "swift" and test not in tests().get(suite, set()):
                problems.append(f"{path}:{number}: there is no test {suite}.{test}.")
    return problems


@cache
def tests() -> dict[str, set[str]]:
    """Suite → the names of the functions in its files."""
    found: dict[str, set[str]] = {}
    for path in swift_files("Tests", "Features"):
        if "Tests" in path.parts:
            text = (ROOT / path).read_text(encoding="utf-8")
            for suite in re.findall(r"\b(?:struct|class|actor|enum|extension) (\w+Tests)\b", text):
                found.setdefault(suite, set()).update(re.findall(r"\bfunc (\w+)", text))
    return found


def link_problem(document: Path, target: str) -> str | None:
    if re.match(r"[a-z]+:", target):
        return None
    name, _, heading = target.partition("#")
    file = (ROOT / document).parent / name if name else ROOT / document
    if not file.exists():
        return f"the link {target} leads nowhere."
    if heading and file.suffix == ".md" and heading not in headings(file):
        return f"{name or document} has no heading #{heading}."
    return None


def headings(file: Path) -> set[str]:
    """The anchors of a document, as hosts of repositories make them: lower case, spaces to hyphens, no punctuation."""
    lines = without_fences(file.read_text(encoding="utf-8")).split("\n")
    return {anchor(line.lstrip("#").strip()) for line in lines if re.match(r"#{1,6} ", line)}


def anchor(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    kept = (c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")


def without_fences(text: str) -> str:
    """The text with its code blocks blanked, line by line: what stands there is an example."""
    kept, inside = [], False
    for line in text.split("\n"):
        fence = line.lstrip().startswith("```")
        kept.append("" if fence or inside else line)
        inside ^= fence
    return "\n".join(kept)


if __name__ == "__main__":
    main()
