#include "audit/months_of.h"

#include <vector>

#include "audit/subject.h"
#include "text/infer_years.h"

namespace oit::audit {

unsigned months_of(const Candidate& candidate, const Demand& demand) {
  const auto usable = [&](std::vector<text::PeriodMention> mentions, int year) {
    text::infer_years(mentions, year);
    std::erase_if(mentions, [](const auto& m) { return m.law_year; });
    return text::months_covered(demand.fiscal_year, mentions);
  };
  int year = 0;
  for (const auto& claim : candidate.claims) {
    if (year == 0) year = claim.index_year;
    if (year == 0) year = text::only_year(claim.periods);
  }
  if (const auto* page = candidate.target) {
    unsigned inside = usable(page->title_period.mentions, year);
    inside |= usable(page->table_period.mentions, year);
    const bool own_year =
        !page->title_period.mentions.empty() || !page->table_period.mentions.empty();
    if (inside != 0 ||
        (own_year && text::fit(demand.code, demand.fiscal_year, demand.as_of,
                               page->title_period.mentions) == text::PeriodFit::earlier))
      return inside;
  }
  for (const auto& claim : candidate.claims)
    if (claim.place == "link" || claim.place == "row")
      if (const unsigned months = usable(claim.periods, year)) return months;
  return 0;
}

unsigned nil_months_of(const Candidate& candidate, const Demand& demand) {
  const auto* page = candidate.target;
  if (demand.code != text::PeriodCode::monthly_6m_fy || page == nullptr || !candidate.is_list ||
      !names(page->title_topics, candidate.topic))
    return 0;
  return text::months_covered(demand.fiscal_year, page->nil_period.mentions);
}

}  // namespace oit::audit
