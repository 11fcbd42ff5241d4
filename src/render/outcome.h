#pragma once
#include <string_view>

#include "model/fetch.h"

namespace oit::render {

/// What an HTTP status means for a page.
model::FetchOutcome outcome_of(int status);

/// What the browser's name of a failure means; `reset` for what has no meaning of its own.
/// Source: net/base/net_error_list.h of Chromium.
model::FetchOutcome outcome_of(std::string_view error);

}  // namespace oit::render
