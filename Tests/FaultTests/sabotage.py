"""Are the examiners awake? A house in which something is wrong on purpose must be found out, or nothing here means anything."""

import random
import sqlite3

import checks
from common import Outcome
from load import MARK, Load
from server import Server

WRONGS = {
    "an acknowledged case is gone": [
        "DELETE FROM service_case WHERE id = (SELECT id FROM service_case WHERE subject LIKE 'MARK%' ORDER BY id LIMIT 1)"],
    "an acknowledged word is gone": [
        "DELETE FROM case_entry WHERE id = (SELECT id FROM case_entry WHERE body LIKE 'MARK%' ORDER BY id LIMIT 1)"],
    "a word stands there twice": [
        """INSERT INTO case_entry (id, case_id, kind, author_id, at, body)
           SELECT 'twin', case_id, kind, author_id, at, body FROM case_entry WHERE body LIKE 'MARK%' LIMIT 1"""],
    "a case owes less than the others": [
        """DELETE FROM obligation WHERE id = (SELECT o.id FROM obligation o JOIN service_case c ON c.id = o.subject_id
           WHERE c.subject LIKE 'MARK%' AND o.clause = '8.1' LIMIT 1)"""],
    "an obligation was judged twice": [
        """INSERT INTO event SELECT 'twin', kind, subject_kind, subject_id, unit_id, actor_id, at, details FROM event
           WHERE kind = 'obligation.breached' LIMIT 1""",
        "INSERT INTO event_unsealed (event_id) VALUES ('twin')"],
    "a sealed event was changed": ["UPDATE event SET at = at + 1 WHERE id = (SELECT MIN(event_id) FROM event_seal)"],
    "a seal is gone": ["DELETE FROM event_seal WHERE position = (SELECT MAX(position) FROM event_seal)"],
    "the search index forgot a case": [
        "DELETE FROM search_document WHERE kind = 'case' AND number = (SELECT MAX(number) FROM search_document WHERE kind = 'case')"],
    "the deadline in the list is another": [
        "UPDATE service_case SET next_due_at = next_due_at + 1 WHERE subject LIKE 'MARK%'"],
    "a page of the file is torn": [],
}


def run(ground):
    """On SQLite; the laws are the same for both engines."""
    outcome = Outcome("sabotage on purpose, to see that it is found", ground.engine, "every examiner complains")
    place = ground.fresh()
    with Server(place) as server:
        load = Load(server, place, "s", random.Random(1), writers=2, most=20).begin()
        load.until(40)
        load.end()
    whole = (place.folder / "qingting.sqlite").read_bytes()
    for name, statements in WRONGS.items():
        (place.folder / "qingting.sqlite").write_bytes(whole)
        if statements:
            with sqlite3.connect(place.folder / "qingting.sqlite") as connection:
                for statement in statements:
                    connection.execute(statement.replace("MARK", MARK))
        else:
            tear(place)
        seen = Outcome(name, ground.engine, "", quiet=True)
        try:
            checks.acknowledged(place, load.writes, seen)
            checks.once(place, load.writes, seen)
            checks.laws(place, seen)
        except sqlite3.DatabaseError as problem:
            seen.found(str(problem))
        outcome.tries += 1
        if seen.held:
            outcome.found(f"«{name}» was not noticed")
    outcome.acknowledged = len(load.acknowledged)
    place.drop()
    return outcome


def tear(place):
    """The middle of the file is of another moment."""
    with open(place.folder / "qingting.sqlite", "r+b") as file:
        file.seek(0, 2)
        middle = file.tell() // 8192 * 4096
        file.seek(middle)
        file.write(b"\x5a" * 8192)
