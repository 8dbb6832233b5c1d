#!/usr/bin/env python3
"""Words that may not stand in the code, each with its reason (STYLE.md); addresses that a committed file may name."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlparse

from report import finish
from swift_text import ROOT, read, swift_files

# Pattern, reason, files in which it is at home.
FORBIDDEN = [
    (r"\btry!", "a failure that nobody handles", ()),
    (r"\bas!", "a failure that nobody handles", ()),
    (r"\bfatalError\(", "a person can act on a reason, not on a crash", ()),
    (r"(?<![.\w])Date\(\)|\bDate\.now\b", "time comes in as an argument", ()),
    (r"(?<![.\w])UUID\(\)", "ids come in as arguments", ("Identifier.swift",)),
    (r"\.random(?:Element)?\(\s*(?:in:[^,()]*)?\)|SystemRandomNumberGenerator\(\)",
     "chance comes in as an argument", ()),
    (r"\bThread\.sleep\b|\bTask\.sleep\b|\busleep\(", "nothing here waits by sleeping",
     # the growing pause before a transaction is tried again; the heartbeat of open event streams, and the pause between
     # two waves of them; a house that leaves and serves on for a while
     ("Sources/Database/Postgres/", "Sources/Web/Server/WebServer.swift", "Sources/Web/Live/EventHub.swift",
      "Sources/Web/Server/Leaving.swift")),
    (r"\b(?:struct|class|enum|actor|protocol)\s+\w*(?:Service|Manager|Helper|Utils?|Processor)\b",
     "look for the noun or the verb that is missing", ()),
    (r"(?<![.\w])Process\(\)|\bposix_spawnp?\(|(?<![.\w])(?:system|popen|execvp?)\(",
     "other programs are not started, least of all through a shell", ("Features/Attachments/PreviewThread.swift",)),
    (r"\bNSKeyedUnarchiver\b|\bNSUnarchiver\b|\bPropertyListSerialization\b",
     "values are decoded by type, objects are not revived from bytes", ()),
    (r"(?<![.\w])print\(", "answers go through the command's output, remarks through the log", ()),
]  # fmt: skip

# The one home of the real clock, of chance and of the terminal; and the tests' tools.
HOMES = ("Sources/qingting/", "Sources/Testkit/")

PROMISES = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b(?!\s*\([^)]+,\s*\d{4}-\d{2}-\d{2}\))")

# Hosts that a committed file may name: where the code comes from, ourselves, examples, standards, public law.
HOSTS = re.compile(
    r"^(?:github\.com|127\.0\.0\.1|localhost|\[::1\]|(?:[\w-]+\.)*example(?:\.\w+)?|(?:www\.)?w3\.org|"
    r"(?:www\.)?(?:rfc-editor|doi|postgresql|sqlite|htmx)\.org|(?:www\.)?isthe\.com|keepachangelog\.com|semver\.org|"
    r"(?:[\w-]+\.)*gov\.cn)$"
)
MACHINE = re.compile(r"(?<![\w.~/$}*-])/(?:work|root|home|Users)/\w")


def main() -> None:
    sources = swift_files("Sources", "Features")
    texts = committed_texts()
    problems = [problem for path in sources if "Tests" not in path.parts for problem in code_problems(path)]
    problems += [problem for path in texts for problem in text_problems(path)]
    finish("manners", f"{len(texts)} files", problems)


def code_problems(path: Path) -> list[str]:
    at_home = str(path).startswith(HOMES)
    return [
        f"{path}:{line}: '{found[0].strip()}': {reason}."
        for line, text in read(path).lines()
        for pattern, reason, homes in FORBIDDEN
        if (found := re.search(pattern, text)) and not at_home and not any(home in str(path) for home in homes)
    ]


def text_problems(path: Path) -> list[str]:
    problems = []
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").split("\n"), start=1):
        if found := PROMISES.search(line) if path.suffix == ".swift" else None:
            problems.append(f"{path}:{number}: '{found[0]}' without (name, date): history remembers, code does not.")
        if found := MACHINE.search(line):
            problems.append(f"{path}:{number}: a path of one machine: {line.strip()[:60]}")
        for address in re.findall(r"https?://[^\s\"'`)>\]|»,;\\]+", line):
            host = urlparse(address).hostname or ""
            if not HOSTS.match(host) and not host.startswith(("$", "{")) and host not in ("…", "host", ""):
                problems.append(f"{path}:{number}: names {host}, which is not on the list of hosts.")
    return problems


def committed_texts() -> list[Path]:
    """What git holds or would take: text only, without what is generated or fetched."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file() and is_text(ROOT / name)]


def is_text(file: Path) -> bool:
    if file.stat().st_size > 2_000_000:
        return False
    try:
        return "\0" not in file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False


if __name__ == "__main__":
    main()
