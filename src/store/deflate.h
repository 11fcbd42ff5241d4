#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oit::store {

/// How hard to look for a smaller form: quick for what workers keep on the way, small for what is
/// written once a site.
enum class Effort { quick, small };

/// `bytes` in the zlib format (RFC 1950).
std::string deflate(std::string_view bytes, Effort effort);

/// What deflate() made, `size` bytes in all; nothing when it is damaged or of another size.
std::optional<std::string> inflate(std::string_view deflated, std::size_t size);

}  // namespace oit::store
