#pragma once
#include "base/result.h"
#include "store/database.h"

namespace oit::store {

/// The newest schema this program knows.
int newest_schema();

/// Brings the schema of `database` to `version`, one transaction a step; nothing happens when it
/// is there already. Several processes may do so at once. Errors: those of the database; io when
/// the schema is newer than `newest_schema()`.
Result<bool> migrate(Database& database, int version = newest_schema());

}  // namespace oit::store
