#include "audit/empty_parts.h"

#include <algorithm>

#include "text/dates.h"

namespace oit::audit {
namespace {

using text::PeriodCode;
using text::PeriodFit;

/// Rows of a report tell how projects stand: only a heading with nothing below it says more.
bool is_report(PeriodCode code) {
  return code == PeriodCode::report_6m_fy || code == PeriodCode::report_prev_fy ||
         code == PeriodCode::monthly_6m_fy;
}

/// A page of the item itself, not one that mentions it.
bool is_own_page(const Assessment& one) {
  if (one.verdict == Verdict::rejected || one.verdict == Verdict::dead ||
      one.candidate->target == nullptr)
    return false;
  if (one.period.fit == PeriodFit::earlier || one.period.fit == PeriodFit::later) return false;
  const auto& titles = one.candidate->target->title_topics;
  return std::ranges::find(titles, one.candidate->topic, &model::TopicHit::topic) != titles.end();
}

bool is_of_period(const model::EmptySection& section, const Demand& demand) {
  const auto fit =
      text::fit(demand.code, demand.fiscal_year, demand.as_of, text::find_periods(section.text));
  return fit != PeriodFit::earlier && fit != PeriodFit::later;
}

bool names(const model::EmptySection& section, const model::Component& component,
           const match::PhraseTable& phrases) {
  return std::ranges::any_of(component.words, [&](const auto& word) {
    return std::ranges::binary_search(section.phrases, phrases.number(word));
  });
}

bool is_required(const model::Component& component, const model::YearItem& item) {
  return component.check == model::CheckKind::words && !component.advised &&
         std::ranges::find(item.advised, component.id) == item.advised.end();
}

}  // namespace

EmptyParts find_empty_parts(const std::vector<Assessment>& all, const AssessContext& context) {
  const bool report = is_report(context.demand.code);
  for (const auto& one : all) {
    if (!is_own_page(one)) continue;
    EmptyParts found{&one, {}};
    for (const auto& component : context.rulebook.topics[one.candidate->topic].components) {
      if (!is_required(component, context.item)) continue;
      const bool empty = std::ranges::any_of(
          one.candidate->target->empty_sections, [&](const model::EmptySection& section) {
            const bool counts = !report || (section.under_heading && !section.not_yet);
            return counts && is_of_period(section, context.demand) &&
                   names(section, component, context.phrases);
          });
      if (empty) found.components.push_back(&component);
    }
    if (!found.components.empty()) return found;
  }
  return {};
}

}  // namespace oit::audit
