#pragma once
#include <memory>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace oit::store {

/// Opens or makes the file at `path`: WAL, foreign keys, synchronous NORMAL, mode 0600. Errors as
/// of open_database().
Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Patience& patience);

}  // namespace oit::store
