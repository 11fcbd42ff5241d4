#pragma once
#include <string>

namespace oit::test {

/// gzip of `megabytes` MiB of spaces, about 160 times smaller, without its checksum.
std::string gzip_bomb(std::size_t megabytes);

/// The same as zlib ("deflate").
std::string deflate_bomb(std::size_t megabytes);

/// zstd of `megabytes` MiB of spaces, four bytes for each 128 KiB.
std::string zstd_bomb(std::size_t megabytes);

}  // namespace oit::test
