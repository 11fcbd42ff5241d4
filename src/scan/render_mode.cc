#include "scan/render_mode.h"

namespace oit::scan {

std::string_view name_of(model::RenderMode mode) {
  using enum model::RenderMode;
  return mode == automatic ? "auto" : mode == never ? "never" : "always";
}

std::optional<model::RenderMode> read_render_mode(std::string_view name) {
  using enum model::RenderMode;
  for (const auto mode : {automatic, never, always})
    if (name_of(mode) == name) return mode;
  return std::nullopt;
}

}  // namespace oit::scan
