// Any WARC file, whole or as what stands in one gzip member: reading it ends, what the index lists
// can be read again, and what is not ours is refused.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/check.h"
#include "store/capture_fetcher.h"
#include "store/capture_notes.h"
#include "store/cdxj.h"
#include "store/http_head.h"
#include "store/warc_reader.h"

namespace {

using namespace oit::store;

/// One file of this process, written anew for each input.
const std::string& write_input(std::string_view bytes) {
  static const std::string kPath =
      (std::filesystem::temp_directory_path() / ("warc-fuzz-" + std::to_string(::getpid())))
          .string();
  static const int kRemoved = std::atexit([] { std::filesystem::remove(kPath); });
  static_cast<void>(kRemoved);
  std::ofstream(kPath, std::ios::binary) << bytes;
  return kPath;
}

void read_file(const std::string& path) {
  constexpr std::size_t kMost = 1 << 20;
  auto reader = WarcReader::open(path, {.block_bytes = kMost, .file_bytes = 8 * kMost});
  OIT_CHECK(reader.has_value());
  const auto index = reader->index();
  if (!index) return;
  std::size_t looked = 0;
  for (const auto& entry : index->entries) {
    if (++looked > 20) break;
    const auto block = reader->read_block(entry, kMost);
    OIT_CHECK(block.has_value() && block->size() == entry.block_bytes);
  }
}

void read_texts(std::string_view text) {
  static_cast<void>(read_note(text));
  static_cast<void>(read_cdxj(text));
  const auto head = stored_head(text, 3);
  OIT_CHECK(head.ends_with("Content-Length: 3\r\n\r\n"));
  std::string body;
  BodyAfterHead after([&](std::string_view bytes) {
    body += bytes;
    return true;
  });
  OIT_CHECK(after.add(head) && after.add("abc") && body == "abc");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto& path = write_input(bytes);
  read_file(path);
  static_cast<void>(open_capture(path).has_value());
  read_texts(bytes);
  return 0;
}
