#pragma once
#include <string>
#include <string_view>

namespace oit::store {

/// Our SQL as PostgreSQL takes it: `$1` for `?1`, bytea for the word blob; what stands in single
/// quotes stays.
std::string to_postgres(std::string_view sql);

/// `text` as both engines keep it: valid UTF-8 without NUL, U+FFFD for what is not.
std::string storable(std::string_view text);

}  // namespace oit::store
