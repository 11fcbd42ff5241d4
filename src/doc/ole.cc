#include "doc/ole.h"

#include <algorithm>
#include <cstdint>

#include "doc/program.h"
#include "doc/text_pages.h"
#include "doc/xls.h"

namespace oit::doc {
namespace {

constexpr std::size_t kMaxStreams = 2000, kEntry = 128, kHead = 512, kShortStream = 4096;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // beyond: marks for free, end and the like

std::uint32_t read_number(std::string_view bytes, std::size_t at, unsigned size) {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < size && at + i < bytes.size(); ++i)
    number |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return number;
}

/// The file as numbered sectors of one size.
class Sectors {
 public:
  explicit Sectors(std::string_view bytes) : bytes_(bytes) {
    const unsigned shift = read_number(bytes, 30, 2);
    size_ = shift == 12 ? 4096 : 512;
    for (std::size_t i = 0; i < 109; ++i) add_table(read_number(bytes, 76 + 4 * i, 4));
    std::uint32_t more = read_number(bytes, 68, 4);
    for (std::size_t left = bytes.size() / size_; more < kLastSector && left > 0; --left) {
      const auto sector = at(more);
      for (std::size_t i = 0; i + 1 < sector.size() / 4; ++i)
        add_table(read_number(sector, 4 * i, 4));
      more = read_number(sector, size_ - 4, 4);
    }
  }

  std::string_view at(std::uint32_t number) const {
    const std::size_t begin = (std::size_t{number} + 1) * size_;
    return begin < bytes_.size() ? bytes_.substr(begin, size_) : std::string_view();
  }

  /// The sector after `number` in its chain.
  std::uint32_t next(std::uint32_t number) const {
    const std::size_t each = size_ / 4, table = number / each;
    if (table >= tables_.size()) return kLastSector;
    const auto sector = at(tables_[table]);
    return sector.empty() ? kLastSector : read_number(sector, 4 * (number % each), 4);
  }

 private:
  void add_table(std::uint32_t number) {
    if (number < kLastSector && tables_.size() <= bytes_.size() / size_) tables_.push_back(number);
  }

  std::string_view bytes_;
  std::size_t size_ = 512;
  std::vector<std::uint32_t> tables_;
};

bool has_bit(const OleStream& stream, std::size_t at, std::uint32_t bit) {
  return stream.head.size() > at + 1 && (read_number(stream.head, at, 2) & bit) != 0;
}

}  // namespace

std::vector<OleStream> read_ole_streams(std::string_view bytes) {
  std::vector<OleStream> streams;
  if (bytes.size() < 1024) return streams;
  const Sectors sectors(bytes);
  std::uint32_t number = read_number(bytes, 48, 4);
  for (std::size_t left = kMaxStreams; number < kLastSector && left > 0; --left) {
    const auto sector = sectors.at(number);
    for (std::size_t at = 0; at + kEntry <= sector.size(); at += kEntry) {
      const auto entry = sector.substr(at, kEntry);
      if (entry[66] != 2) continue;  // a stream
      OleStream stream;
      for (std::size_t i = 0; i < std::min<std::size_t>(read_number(entry, 64, 2), 64); i += 2)
        if (entry[i] > 0 && entry[i + 1] == 0) stream.name += entry[i];
      if (read_number(entry, 120, 4) >= kShortStream)
        stream.head = sectors.at(read_number(entry, 116, 4)).substr(0, kHead);
      if (streams.size() < kMaxStreams) streams.push_back(std::move(stream));
    }
    number = sectors.next(number);
  }
  return streams;
}

model::Document read_ole(std::string_view bytes, int file, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  const auto streams = read_ole_streams(bytes);
  const auto find = [&streams](std::string_view name) -> const OleStream* {
    const auto found = std::ranges::find(streams, name, &OleStream::name);
    return found == streams.end() ? nullptr : &*found;
  };
  if (streams.empty()) return ended(damaged, "its directory cannot be read");
  if (find("EncryptedPackage") != nullptr) return ended(encrypted, "asks for a password");
  if (const auto* word = find("WordDocument")) {
    // [MS-DOC], section 2.5.2: fEncrypted of the FibBase.
    if (has_bit(*word, 10, 0x0100)) return ended(encrypted, "asks for a password");
    return ended(unsupported, std::string(asks_for(Program::antiword)));
  }
  if (find("PowerPoint Document") != nullptr) {
    // [MS-PPT], section 2.3.2: headerToken of an encrypted presentation.
    if (bytes.find("\xDF\xC4\xD1\xF3") != std::string_view::npos)
      return ended(encrypted, "asks for a password");
    return ended(unsupported, std::string(asks_for(Program::impress)));
  }
  if (find("Workbook") == nullptr && find("Book") == nullptr)
    return ended(unsupported, "an OLE file of no known program");
  return file < 0 ? ended(unsupported, "an old sheet inside an archive") : read_xls(file, limits);
}

}  // namespace oit::doc
