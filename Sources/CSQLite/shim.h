#include <sqlite3.h>
#include <string.h>

/// `SQLITE_TRANSIENT` is a cast in a macro, which Swift cannot import: SQLite copies the bytes before it returns.
static inline sqlite3_destructor_type qingting_transient(void) { return SQLITE_TRANSIENT; }

/// The plan of a statement does not depend on the values it is run with. Without it a statement that compares a column
/// with a value, where an index stands on some of that column's rows, is compiled anew at every run.
/// https://sqlite.org/queryplanner-ng.html#qpsg
static inline int qingting_stable_plans(sqlite3 *handle) {
    return sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)0);
}

/// Nobody asks SQLite how much memory it holds, so it need not lock and count at every piece. Heard before the first
/// connection is opened, and refused without harm after it.
static inline int qingting_uncounted_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Whether two pieces of memory say the same.
static inline int qingting_same(const void *one, const void *other, size_t count) { return memcmp(one, other, count) == 0; }
