#pragma once
#include <optional>
#include <string_view>

#include "model/site_entry.h"

namespace oit::scan {

/// "auto", "never" or "always", as people write it.
std::string_view name_of(model::RenderMode mode);

/// The mode `name_of` calls `name`.
std::optional<model::RenderMode> read_render_mode(std::string_view name);

}  // namespace oit::scan
