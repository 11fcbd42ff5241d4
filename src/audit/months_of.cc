#include "audit/months_of.h"

#include <vector>

#include "audit/subject.h"
#include "text/infer_years.h"

namespace oit::audit {

namespace {

/// The months a year's list asks for: the whole year's where all that are over count.
unsigned months_in(const std::vector<text::PeriodMention>& mentions, const Demand& demand) {
  const auto months = text::months_of_year(demand.fiscal_year, mentions);
  return demand.code == text::PeriodCode::monthly_fy ? months : months & kFirstHalf;
}

}  // namespace

bool is_monthly(text::PeriodCode code) {
  return code == text::PeriodCode::monthly_6m_fy || code == text::PeriodCode::monthly_fy;
}

unsigned months_of(const Candidate& candidate, const Demand& demand) {
  const auto usable = [&](std::vector<text::PeriodMention> mentions, int year) {
    text::infer_years(mentions, year);
    std::erase_if(mentions, [](const auto& m) { return m.law_year; });
    return months_in(mentions, demand);
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
  if (!is_monthly(demand.code) || page == nullptr || !candidate.is_list ||
      !names(page->title_topics, candidate.topic))
    return 0;
  return months_in(page->nil_period.mentions, demand);
}

}  // namespace oit::audit
