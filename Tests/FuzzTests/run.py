#!/usr/bin/env python3
"""The interface for programs is asked nonsense, by the thousand and always the same: what its description promises
must hold, and nothing may break.

    run.py              a demo department of its own, three callers, a few minutes
    run.py --examples 60

Schemathesis makes the requests from /api/openapi.json. Callers: somebody with many rights, somebody with few, and a token
with one scope only.
"""

import argparse
import http.cookiejar
import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests/BrowserTests"))

from house import PASSWORD, House  # noqa: E402

# What is looked at in every answer. That every request of the right shape is accepted cannot be asked: the business says no.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance," \
    "response_schema_conformance,unsupported_method,allow_header_conformance,ignored_auth"
SEED = "20260105"
# A token may ask ten times a second; as many tokens as this ask in turn.
TOKENS = 20


class Caller:
    """Somebody who signs in, and issues tokens to programs on the page for that."""

    def __init__(self, url, account):
        self.url = url
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.send("/sign-in", {"account": account, "password": PASSWORD})

    def get(self, path):
        try:
            return self.opener.open(self.url + path, timeout=30).read().decode()
        except urllib.error.HTTPError:
            return ""

    def send(self, path, fields):
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.opener.open(self.url + path, body, timeout=30).read().decode()

    def tokens(self, number, scopes=None):
        page = self.get("/integrations")
        secret = re.search(r'name="_csrf" value="([^"]+)"', page)
        if not secret:
            return []
        known = re.findall(r'name="scope"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="scope"', page)
        every = [one or other for one, other in known]
        made = []
        for count in range(number):
            fields = {"_csrf": secret.group(1), "name": f"fuzz {count}", "days": "2", "scope": scopes or every}
            made += re.findall(r"\bqt_[A-Za-z0-9_-]{20,}", self.send("/integrations/tokens", fields))[:1]
        return made


def fuzz(house, name, tokens, examples, seconds):
    print(f"fuzz: {name} …", file=sys.stderr, flush=True)
    environment = os.environ | {
        "FUZZ_TOKENS": " ".join(tokens), "SCHEMATHESIS_HOOKS": str(ROOT / "Tests/FuzzTests/hooks.py"),
        "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
    }
    # One worker: two threads trip over a fault of Python 3.11 (an «AST constructor recursion depth mismatch»).
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{house.url}/api/openapi.json", "--checks", CHECKS,
        "--max-examples", str(examples), "--seed", SEED, "--phases", "examples,coverage,fuzzing", "--mode", "all",
        "--suppress-health-check", "all", "--continue-on-failure", "--no-shrink", "--warnings", "off",
        "--request-timeout", "20", "--workers", "1", "--generation-database", "none", "--no-color",
    ]
    try:
        result = subprocess.run(
            command, cwd=house.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=seconds)
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
        print((output if isinstance(output, str) else output.decode())[-2000:])
        print(f"fuzz: {name}: not done after {seconds} seconds")
        return False
    print(result.stdout[-30000:] if result.returncode else result.stdout[-900:])
    return result.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=12, help="requests an operation, in the last phase")
    parser.add_argument("--pack", default="chain-retail")
    parser.add_argument("--seconds", type=int, default=900, help="the longest one caller may take")
    arguments = parser.parse_args()
    with House(arguments.pack) as house:
        callers = {account: Caller(house.url, account) for account, _ in house.people()}
        rights = {account: caller.get("/").count('href="/') for account, caller in callers.items()}
        able = sorted((account for account in callers if callers[account].tokens(1)), key=lambda a: -rights[a])
        if len(able) < 2:
            raise SystemExit("fuzz: nobody may issue tokens")
        runs = [
            (f"{able[0]}, with many rights", callers[able[0]].tokens(TOKENS - 2)),
            (f"{able[-1]}, with few rights", callers[able[-1]].tokens(TOKENS - 2)),
        ]
        narrow = callers[able[0]].tokens(1, ["handbook:read"])
        good = [fuzz(house, name, tokens, arguments.examples, arguments.seconds) for name, tokens in runs]
        good.append(fuzz(house, "a token with one scope", narrow, 1, arguments.seconds))
        log = pathlib.Path(house.log.name).read_text()
        faults = [line for line in log.splitlines() if " fault " in line or "Fatal error" in line]
        print("\n".join(faults[:20]))
    if not all(good) or faults:
        raise SystemExit("fuzz: the interface did not hold; see above.")
    print("fuzz: the interface holds.", file=sys.stderr)


if __name__ == "__main__":
    main()
