#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oit::doc {

/// ZIP archives of files as they are. Source: APPNOTE.TXT 6.3.10, 4.3.
class ZipMaker {
 public:
  static std::string make(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string all, directory;
    for (const auto& [name, contents] : files) {
      std::string sizes = number(crc(contents), 4);
      for (int i = 0; i < 2; ++i) sizes += number(contents.size(), 4);
      const std::string head = number(20, 2) + number(0x800, 2) + number(0, 6) + sizes +
                               number(name.size(), 2) + number(0, 2);
      directory += "PK\1\2" + number(20, 2) + head + number(0, 10) + number(all.size(), 4) + name;
      all += "PK\3\4" + head + name + contents;
    }
    const std::string counts = number(files.size(), 2) + number(files.size(), 2);
    const std::string end = "PK\5\6" + number(0, 4) + counts + number(directory.size(), 4) +
                            number(all.size(), 4) + number(0, 2);
    return all + directory + end;
  }

 private:
  /// Little endian.
  static std::string number(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i, value >>= 8U) out += static_cast<char>(value & 0xFFU);
    return out;
  }

  static std::uint32_t crc(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char c : bytes) {
      sum ^= static_cast<unsigned char>(c);
      for (int i = 0; i < 8; ++i) sum = sum >> 1U ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~sum;
  }
};

}  // namespace oit::doc
