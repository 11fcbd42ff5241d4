#pragma once
#include <optional>
#include <string_view>

#include "model/report.h"

namespace oit::audit {

/// The cause `code` with its words and who can mend it; `code` is one of the report schema's list.
model::Cause cause(std::string_view code);

/// How a failed fetch is judged.
struct FetchJudgement {
  bool is_broken = false;  ///< the site fails; otherwise we could not look
  std::string_view code;
};

/// The judgement on `page`'s fetch, sign-in, soft 404 and redirect home; nothing when it opened.
std::optional<FetchJudgement> judge_fetch(const model::PageFacts& page);

}  // namespace oit::audit
