#include "audit/checks/multi_year.h"

namespace oit::audit {

Seen see_multi_year(const model::Component& /*component*/, const CheckInput& input) {
  const auto longer = [](const text::PeriodMention& mention) {
    return mention.year_to > mention.year && mention.year > 0;
  };
  if (input.period.mention && longer(*input.period.mention))
    return {true, false, input.period.quote};
  for (const auto* dated : {&input.page.title_period, &input.page.table_period})
    for (const auto& mention : dated->mentions)
      if (longer(mention)) return {true, false, dated->quote};
  return {};
}

}  // namespace oit::audit
