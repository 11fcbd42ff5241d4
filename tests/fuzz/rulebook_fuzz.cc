#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rulebook/readers.h"

/// The first byte chooses the kind of file, the rest is its content: whatever it is, reading ends
/// with a value or with a message, never with a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oit;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto tree = rulebook::read_toml(bytes, "fuzz.toml");
  if (!tree) return 0;
  rulebook::Problems problems("fuzz.toml");
  model::Rulebook rulebook;
  switch (data[0]) {
    case 't':
      rulebook::read_topic(*tree, "laws", {{"contact", "laws"}, {"office"}}, problems);
      break;
    case 'y': {
      model::Topic topic;
      topic.id = "laws";
      rulebook::read_year(*tree, {topic}, {}, problems);
      break;
    }
    case 'u':
      rulebook::read_units(*tree, rulebook, problems);
      break;
    case 's':
      rulebook::read_spellings(*tree, problems);
      break;
    case 'h':
      rulebook::read_hosts(*tree, problems);
      break;
    default:
      rulebook::read_words(*tree, problems);
  }
  return 0;
}
