#include "audit/checks/min_count.h"

#include <algorithm>

namespace oit::audit {

Seen see_min_count(const model::Component& component, const CheckInput& input) {
  const auto& signals = input.page.signals;
  const int posts = static_cast<int>(signals.post_days.size());
  const int counted = std::max({input.entries_open, posts, signals.documents, signals.table_rows});
  const bool file = is_paper(input.page);
  return {counted >= component.min || (file && component.min <= 1), file, ""};
}

}  // namespace oit::audit
