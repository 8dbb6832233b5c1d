"""How a check ends: its problems as `file:line: sentence`, one closing line, and an exit code."""

import sys


def finish(name: str, examined: str, problems: list[str]) -> None:
    for problem in problems:
        print(problem)
    if problems:
        print(f"{name}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'} in {examined}.")
        sys.exit(1)
    print(f"{name}: {examined}, nothing to object.")
