#!/usr/bin/env python3
"""Every text on a screen comes from the catalogue of words, in both languages, and says one word per idea.

In files of Pages, Routes, Forms and Actions no string literal may hold Han characters, and in Pages no markup may hold
English prose, neither between tags nor in an attribute that people read. The catalogue itself is …Words.swift.
"""

import re
from pathlib import Path

from report import finish
from swift_text import Literal, read, swift_files

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3001-\u3002\uff01-\uff5e]")
BETWEEN_TAGS = re.compile(r">([^<>]*)<")
READ_BY_PEOPLE = re.compile(r"\b(?:placeholder|title|alt|aria-label|data-confirm|hx-confirm)=\"([^\"]*)\"")
PROSE = re.compile(r"[A-Za-z]{2,}")
ENTITY = re.compile(r"&\w+;")
# A word that the glossary gave up → the one that it keeps (docs/glossary.md). Packs speak as their department does.
GIVEN_UP = {"任命": "任职", "逾期": "超时"}
KEYS = re.compile(r"(?<=<kbd>)[^<]*(?=</kbd>)")  # what stands on a key is the same in every language


def main() -> None:
    files = [path for path in swift_files("Features", "Sources/Web") if "Tests" not in path.parts]
    files = [path for path in files if path.stem.endswith(("Pages", "Routes", "Forms", "Actions", "Frame"))]
    problems = [problem for path in files for problem in problems_of(path)]
    catalogues = [path for path in swift_files("Features", "Sources") if path.stem.endswith("Words")]
    problems += [problem for path in catalogues for problem in given_up_in(path)]
    finish("words", f"{len(files) + len(catalogues)} files", problems)


def given_up_in(path: Path) -> list[str]:
    return [
        f"{path}:{literal.line}: “{old}”; the glossary says “{new}”."
        for literal in read(path).literals
        for old, new in GIVEN_UP.items()
        if old in literal.text
    ]


def problems_of(path: Path) -> list[str]:
    problems = []
    for literal in read(path).literals:
        if found := HAN.search(literal.text):
            problems.append(f"{path}:{line_of(literal, found.start())}: Chinese text; it belongs into the catalogue.")
        if path.stem.endswith(("Pages", "Frame")):
            for line, text in prose_in(literal):
                problems.append(f"{path}:{line}: the English text '{text}'; it belongs into the catalogue.")
    return problems


def prose_in(literal: Literal) -> list[tuple[int, str]]:
    text = KEYS.sub(lambda key: " " * len(key[0]), literal.text)
    found = [*BETWEEN_TAGS.finditer(text), *READ_BY_PEOPLE.finditer(text)]
    return [
        (line_of(literal, match.start(1)), match[1].strip())
        for match in found
        if PROSE.search(ENTITY.sub("", match[1]))
    ]


def line_of(literal: Literal, offset: int) -> int:
    return literal.line + literal.text.count("\n", 0, offset)


if __name__ == "__main__":
    main()
