"""Many tokens ask in turn, so that the pace of one does not slow the run down."""

import itertools
import os

import schemathesis

TOKENS = itertools.cycle(os.environ["FUZZ_TOKENS"].split())


@schemathesis.auth(refresh_interval=None)
class InTurn:
    def get(self, case, context):
        return next(TOKENS)

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"
