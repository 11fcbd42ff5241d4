#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace oit {

/// The whole of `path` as bytes. Errors: io (absent, unreadable, larger than `limit_bytes`).
Result<std::string> read_file(const std::filesystem::path& path,
                              std::size_t limit_bytes = std::size_t{64} << 20);

/// Replaces `path` by `bytes` so that a reader sees the old file or the new one, never a part: a
/// temporary file beside it is written, synced and renamed. A link is followed and stays; a device,
/// pipe or another thing that is no file is written to as it stands. Errors: io.
Result<bool> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Whether `write_file` could begin, as far as can be told before the bytes exist. Errors: io.
Result<bool> check_writable(const std::filesystem::path& path);

}  // namespace oit
