#include <array>

#include "cli/cli.h"
#include "cli/rules.h"

namespace oit::cli {

std::span<const Command> commands() {
  static constexpr std::array kAll = {
      Command{"rules", "Read, explain and test the rules", add_rules},
  };
  return kAll;
}

}  // namespace oit::cli
