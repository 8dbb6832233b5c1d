"""The rows that acts left in a SQLite database, and plain inserts of the very same rows: what the machine itself can do."""

import os
import sqlite3
import statistics
import time

# Filled by SQLite from `search_posting` itself.
SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")
POSTINGS = "search_posting"


def marks(database):
    """The last row of every table."""
    return {name: database.execute(f'SELECT COALESCE(MAX(rowid), 0) FROM "{name}"').fetchone()[0] for name in tables(database)}


def since(database, before):
    """Every row that came after the marks, by table; nothing is said of rows that were changed or removed again."""
    rows = {name: database.execute(f'SELECT * FROM "{name}" WHERE rowid > ? ORDER BY rowid', (last,)).fetchall()
            for name, last in before.items()}
    numbers = [row[0] for row in database.execute(
        "SELECT number FROM search_document WHERE rowid > ?", (before["search_document"],))]
    database.execute(f"CREATE VIRTUAL TABLE temp.posted USING fts5vocab(main, {POSTINGS}, instance)")
    words = {number: [] for number in numbers}
    if numbers:
        for word, document in database.execute("SELECT term, doc FROM temp.posted WHERE doc >= ?", (min(numbers),)):
            if document in words:
                words[document].append(word)
    rows[POSTINGS] = [(number, " ".join(cuts)) for number, cuts in words.items()]
    return {name: kept for name, kept in rows.items() if kept}


def tables(database):
    """Without those that triggers of the schema fill, which fill them for plain inserts as well."""
    return [name for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND sql NOT LIKE '%WITHOUT ROWID%'") if not (name.startswith(POSTINGS) and name.endswith(SHADOWS))]


def schema(database):
    """Statements that make the same empty tables and indexes."""
    found = database.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    kept = [(kind, sql) for name, kind, sql in found
            if not name.startswith("sqlite_") and not (name.startswith(POSTINGS) and name.endswith(SHADOWS))]
    return [sql for kind, sql in sorted(kept, key=lambda pair: pair[0] != "table")]


def inserting(file, statements, rows, pieces):
    """Seconds, and seconds of processor time, of so many durable transactions with these rows, in an empty database."""
    raw = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -8000"):
        raw.execute(f"PRAGMA {pragma}")
    for statement in statements:
        raw.execute(statement)
    began, spent = time.perf_counter(), time.process_time()
    for piece in range(pieces):
        raw.execute("BEGIN IMMEDIATE")
        for name, kept in rows.items():
            part = kept[len(kept) * piece // pieces:len(kept) * (piece + 1) // pieces]
            if part:
                into = f"{name} (rowid, cuts)" if name == POSTINGS else f'"{name}"'
                raw.executemany(f"INSERT OR IGNORE INTO {into} VALUES ({','.join('?' * len(part[0]))})", part)
        raw.execute("COMMIT")
    seen = time.perf_counter() - began, time.process_time() - spent
    raw.close()
    return seen


def syncing(folder, times=200):
    """Seconds of one page appended to a file and brought to the disk, the median."""
    seen = []
    file = os.open(folder / "sync", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        for _ in range(times):
            began = time.perf_counter()
            os.write(file, b"x" * 4096)
            os.fdatasync(file)
            seen.append(time.perf_counter() - began)
    finally:
        os.close(file)
        os.unlink(folder / "sync")
    return statistics.median(seen)
