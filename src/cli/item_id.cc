#include "cli/item_id.h"

#include <fmt/format.h>

#include "text/item_code.h"

namespace oit::cli {

std::string item_id(const std::string& written) {
  auto codes = text::find_item_codes(written);
  if (codes.empty()) codes = text::find_item_codes("O" + written);
  return codes.size() == 1 ? fmt::format("O{}", codes.front().number) : written;
}

}  // namespace oit::cli
