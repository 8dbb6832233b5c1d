#include <sqlite3.h>

/// `SQLITE_TRANSIENT` is a cast in a macro, which Swift cannot import: SQLite copies the bytes before it returns.
static inline sqlite3_destructor_type qingting_transient(void) { return SQLITE_TRANSIENT; }
