#include "audit/checks/dated_post.h"

namespace oit::audit {

Seen see_dated_post(const model::Component& /*component*/, const CheckInput& input) {
  const auto span =
      text::required_span(input.demand.code, input.demand.fiscal_year, input.demand.as_of);
  for (const auto day : input.page.signals.post_days)
    if (span.first <= day && day <= span.last) return {true, false, ""};
  const bool right =
      input.period.fit == text::PeriodFit::right || input.period.fit == text::PeriodFit::partial;
  return {right, input.page.signals.post_days.empty(), ""};
}

}  // namespace oit::audit
