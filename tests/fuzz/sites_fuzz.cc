#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "scan/sites_file.h"

/// Whatever the bytes are, reading ends with entries, bad lines and messages, never with a crash;
/// an entry that was read comes back the same from its JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oit;
  static const model::Rulebook rulebook = [] {
    model::Rulebook small;
    small.year.id = "ita-2566";
    small.year.items.resize(1);
    small.year.items[0].id = "O1";
    small.roles = {{"procurement", {"งานพัสดุ", "Procurement"}, {}}};
    small.agency_types = {{"sao", {"องค์การบริหารส่วนตำบล", ""}, {"อบต."}, ""}};
    return small;
  }();
  const auto rulebook_of = [](const std::string& id) -> Result<const model::Rulebook*> {
    if (id.empty() || id == "ita-2566") return &rulebook;
    return fail(ErrorCode::bad_rulebook, "no rulebook " + id);
  };
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = scan::read_sites(bytes, "fuzz", rulebook_of);
  if (!file) return 0;
  for (const auto& site : file->sites) {
    const auto json = scan::write_entry_json(site);
    const auto read = scan::read_entry_json(json);
    OIT_CHECK(read && scan::write_entry_json(*read) == json);
  }
  return 0;
}
