#!/usr/bin/env python3
"""Writes the first table of docs/dependencies.md: what the manifests name, and under which pin.

The manifests are Package.swift, scripts/setup.sh, scripts/requirements*.txt and scripts/assets.py; nothing else is read,
neither a build nor the network. What each thing is for, its licence and its advisories are written by hand below the
table; scripts/checks/pins.py holds the two together.

    scripts/dependencies.py    after a pin has changed, a package came or went
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/dependencies.md"
BEGIN, END = "<!-- made by scripts/dependencies.py -->", "<!-- what follows is written by hand -->"

SWIFT, DEBIAN, WHEEL, FILES = "Swift package", "Debian package", "wheel", "front-end files of a wheel"
# A package of the operating system is as new as the operating system's own updates make it.
DEBIAN_PIN = "Debian 12"


@dataclass(frozen=True)
class Dependency:
    """`pin` is a version, or what the manifest says instead of one; `when` says what needs it."""

    kind: str
    name: str
    pin: str
    when: str
    note: str = ""


def main() -> None:
    page = ROOT / PAGE
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{table(named())}\n\n{END}{after}", encoding="utf-8")
    print(f"dependencies: {len(named())} named, written to {PAGE}.")


def named() -> list[Dependency]:
    """All that the manifests of this checkout name."""
    package = text("Package.swift")
    found = swift_packages(package) + debian_packages(text("scripts/setup.sh"), linked(package))
    for path in sorted((ROOT / "scripts").glob("requirements*.txt")):
        found += wheels(path.read_text(encoding="utf-8"))
    return found + front_end_files(text("scripts/assets.py"))


def swift_packages(package: str) -> list[Dependency]:
    """Anything but `exact:` is told as it stands: `from: "2.0.0"`."""
    found = []
    for address, wanted in re.findall(r'\.package\(\s*url:\s*"([^"]+)",\s*([^\n]*?)\),?\s*\n', package):
        name = address.rstrip("/").split("/")[-1].removesuffix(".git")
        exact = re.fullmatch(r'exact:\s*"([^"]+)"', wanted.strip())
        found.append(Dependency(SWIFT, name, exact[1] if exact else wanted.strip(), "run"))
    return found


def linked(package: str) -> dict[str, str]:
    """Debian package → the module of ours that links it."""
    pattern = r'\.systemLibrary\(\s*name:\s*"(\w+)"[^\n]*?\.apt\(\[([^\]]*)\]\)'
    return {name: module for module, names in re.findall(pattern, package) for name in re.findall(r'"([^"]+)"', names)}


def debian_packages(setup: str, modules: dict[str, str]) -> list[Dependency]:
    """What `packages=(…)` holds is for every tier, «run» among them; the rest names its tiers."""
    tiers: dict[str, list[str]] = {}
    base = re.search(r"^packages=\((.*?)^\)", setup, re.M | re.S)
    for name in (base[1] if base else "").split():
        tiers[name] = ["run"]
    for tier, names in re.findall(r"^(\w+)\) packages\+=\(([^)]*)\)", setup, re.M):
        for name in names.split():
            tiers.setdefault(name, []).append(tier)
    return [
        Dependency(DEBIAN, name, DEBIAN_PIN, ", ".join(whens), f"linked as {modules[name]}" if name in modules else "")
        for name, whens in tiers.items()
    ]


def wheels(requirements: str) -> list[Dependency]:
    lines = [line.split("#")[0].strip() for line in requirements.splitlines()]
    found = [re.fullmatch(r"([\w.-]+)\s*(.*)", line) for line in lines if line and not line.startswith("-")]
    return [Dependency(WHEEL, one[1], one[2].removeprefix("==").strip(), "test") for one in found if one]


def front_end_files(assets: str) -> list[Dependency]:
    """One entry a wheel, with the files that are taken out of it."""
    files: dict[str, list[str]] = {}
    for place, wheel in re.findall(r'place="([^"]+)",\s*wheel="([^"]+)"', assets):
        files.setdefault(wheel, []).append(place)
    return [
        Dependency(FILES, name, pin, "run", ", ".join(files[f"{name}=={pin}"]))
        for name, pin in (wheel.split("==") for wheel in files)
    ]


def table(dependencies: list[Dependency]) -> str:
    lines = ["| Kind | Name | Pin | For | |", "|---|---|---|---|---|"]
    lines += [f"| {one.kind} | `{one.name}` | {one.pin} | {one.when} | {one.note} |" for one in dependencies]
    return "\n".join(lines)


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
