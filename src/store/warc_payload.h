#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "store/warc_writer.h"

namespace oit::store {

/// Gives `payload` to `take` in pieces, in order, from its first byte whatever was read of its file
/// before. The number of bytes given. Errors: io (the file cannot be read, or `take` said false).
Result<std::uint64_t> read_payload(const WarcPayload& payload,
                                   const std::function<bool(std::string_view)>& take);

}  // namespace oit::store
