#pragma once
#include <memory>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace oit::store {

/// Connects to the database of the server at `address`, which exists. Errors as of
/// open_database().
Result<std::unique_ptr<Database>> open_postgres(const std::string& address,
                                                const Patience& patience);

}  // namespace oit::store
