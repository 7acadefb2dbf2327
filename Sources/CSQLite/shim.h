// The system's SQLite, and inline functions for what Swift cannot import.
#pragma once
#include <sqlite3.h>

/// Binds text of a known length, NUL bytes included; SQLite keeps a copy.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a blob; an empty one stays a blob and does not become NULL. SQLite keeps a copy.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

/// Sets one of the SQLITE_DBCONFIG switches that take on or off.
static inline int csqlite_set(sqlite3 *connection, int option, int isOn) {
  return sqlite3_db_config(connection, option, isOn, (int *)0);
}
