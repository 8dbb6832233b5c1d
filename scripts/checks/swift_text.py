"""Tells the parts of a Swift file apart: code, comments and string literals.

A reader, not a compiler: it follows quotes, escapes, interpolations and nested comments, which is all that the checks
need. Bare regular expressions (/…/) are read as code, so a quote inside one must be written #/…/#.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Literal:
    """A string literal: the line and the offset it begins at, its text with each interpolation replaced by one ⟨⟩."""

    line: int
    text: str
    start: int = 0


@dataclass
class SwiftText:
    """`code` has the length and the lines of the file; comments and the insides of literals are blank in it."""

    code: str
    literals: list[Literal] = field(default_factory=list)

    def lines(self) -> list[tuple[int, str]]:
        return list(enumerate(self.code.split("\n"), start=1))

    def imports(self) -> list[tuple[int, str]]:
        """Line and module of each import: `public import struct Kernel.Instant` imports Kernel."""
        pattern = r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |fileprivate |private )?"
        pattern += r"import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+)"
        return [(line, found[1]) for line, text in self.lines() if (found := re.match(pattern, text))]


def swift_files(*folders: str) -> list[Path]:
    """Every Swift file below the folders, in a steady order, as paths from the root of the checkout."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.swift"))


@cache
def read(path: Path) -> SwiftText:
    return parse((ROOT / path).read_text(encoding="utf-8"))


def parse(source: str) -> SwiftText:
    reader = _Reader(source)
    reader.code_until(None)
    return SwiftText("".join(reader.out), sorted(reader.literals, key=lambda literal: literal.start))


class _Reader:
    OPENING = re.compile(r'(#*)("""|")')

    def __init__(self, source: str):
        self.source, self.at = source, 0
        self.out: list[str] = []
        self.literals: list[Literal] = []

    def code_until(self, closing: str | None) -> None:
        """Copies code up to the bracket that closes an interpolation, or up to the end of the file."""
        depth = 0
        while self.at < len(self.source):
            here = self.source[self.at]
            if self.source.startswith("//", self.at):
                end = self.source.find("\n", self.at)
                self.blank(len(self.source) if end < 0 else end)
            elif self.source.startswith("/*", self.at):
                self.comment()
            elif self.source.startswith("#/", self.at):
                end = self.source.find("/#", self.at + 2)
                self.blank(len(self.source) if end < 0 else end + 2)
            elif opening := self.OPENING.match(self.source, self.at):
                self.literal(opening)
            elif here == closing and depth == 0:
                return
            else:
                depth += {"(": 1, ")": -1}.get(here, 0)
                self.keep(1)

    def comment(self) -> None:
        depth, end = 0, self.at
        while end < len(self.source):
            if self.source.startswith("/*", end):
                depth, end = depth + 1, end + 2
            elif self.source.startswith("*/", end):
                depth, end = depth - 1, end + 2
                if depth == 0:
                    break
            else:
                end += 1
        self.blank(end)

    def literal(self, opening: re.Match[str]) -> None:
        hashes, quotes = opening[1], opening[2]
        start, line = self.at, self.source.count("\n", 0, self.at) + 1
        self.keep(len(opening[0]))
        text: list[str] = []
        while self.at < len(self.source):
            if self.source.startswith(quotes + hashes, self.at):
                self.keep(len(quotes + hashes))
                break
            if self.source.startswith("\\" + hashes + "(", self.at):
                self.keep(len(hashes) + 2)
                self.code_until(")")
                self.keep(1)
                text.append("⟨⟩")
            elif self.source.startswith("\\" + hashes, self.at):
                text.append(self.source[self.at : self.at + len(hashes) + 2])
                self.blank(self.at + len(hashes) + 2)
            else:
                text.append(self.source[self.at])
                self.blank(self.at + 1)
        self.literals.append(Literal(line, "".join(text), start))

    def keep(self, length: int) -> None:
        self.out.append(self.source[self.at : self.at + length])
        self.at += length

    def blank(self, end: int) -> None:
        passed = self.source[self.at : end]
        self.out.append("".join("\n" if character == "\n" else " " for character in passed))
        self.at = min(end, len(self.source))
