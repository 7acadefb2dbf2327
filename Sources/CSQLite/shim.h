// The system's SQLite, and inline functions for what Swift cannot import.
#pragma once
#include <sqlite3.h>
