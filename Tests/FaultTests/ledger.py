"""Reads what a house has written, past the house: SQLite by Python's own library, PostgreSQL by psql."""

import contextlib
import json
import sqlite3
import subprocess
import tempfile


class SQLiteLedger:
    engine = "SQLite"

    def __init__(self, file):
        self.file = file

    def rows(self, question):
        with self.connected() as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(question)]

    def connected(self):
        return contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30))

    def constitution(self):
        """What the engine itself says of its file; nothing where all is well."""
        said = [str(list(row.values())[0]) for row in self.rows("PRAGMA integrity_check")]
        said = [] if said == ["ok"] else said
        return said + [f"foreign key: {row}" for row in self.rows("PRAGMA foreign_key_check")]


    def words(self):
        """FTS5's own examination writes, so it is asked of a copy."""
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(sqlite3.connect(f"{folder}/copy")) as copy:
            with self.connected() as original:
                original.backup(copy)
            try:
                copy.execute("INSERT INTO search_posting (search_posting) VALUES ('integrity-check')")
                return []
            except sqlite3.DatabaseError as problem:
                return [str(problem)]


class PostgresLedger:
    engine = "PostgreSQL"

    def __init__(self, url):
        self.url = url

    def rows(self, question):
        text = self.tell(f"SELECT COALESCE(json_agg(found), '[]') FROM ({question}) AS found")
        return json.loads(text)

    def tell(self, statement):
        done = subprocess.run(
            ["psql", self.url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"],
            input=statement, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise RuntimeError(done.stderr.strip()[-500:])
        return done.stdout

    def constitution(self):
        """Every index against its table, by PostgreSQL's own amcheck."""
        try:
            self.tell(
                """
                CREATE EXTENSION IF NOT EXISTS amcheck;
                SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE a.amname = 'btree' AND n.nspname = 'public' AND i.indisvalid;
                """)
            return []
        except RuntimeError as problem:
            return [str(problem)]

    def words(self):
        """Words are rows of a table there, and the laws look at them."""
        return []
