#include "audit/empty_parts.h"

#include <algorithm>

#include "audit/checks/check.h"
#include "audit/subject.h"
#include "match/item_number.h"
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
  return is_told_in_words(component) && !component.advised &&
         std::ranges::find(item.advised, component.id) == item.advised.end();
}

/// The parts of the item at hand whose row of an index says that there is nothing.
bool is_of_item(const model::EmptySection& section, const AssessContext& context) {
  if (section.item == 0) return false;
  const auto topics =
      match::topics_of_number(context.rulebook, context.rulebook.year.fiscal_year, section.item);
  return std::ranges::any_of(topics,
                             [&](const auto topic) { return of_item(context.item, topic); });
}

/// An index of the chosen year, or of several, that `one` stands in.
const model::PageFacts* index_of(const Assessment& one, int fiscal_year) {
  const auto* page = one.candidate->source;
  if (page == nullptr || !page->is_index) return nullptr;
  return page->index_year == 0 || page->index_year == fiscal_year ? page : nullptr;
}

/// Required components that one of `sections` names; `counts` says which sections to hear.
template <class Counts>
std::vector<const model::Component*> parts_named(const std::vector<model::EmptySection>& sections,
                                                 const model::Topic& topic,
                                                 const AssessContext& context, Counts counts) {
  std::vector<const model::Component*> parts;
  for (const auto& component : topic.components) {
    const bool empty = is_required(component, context.item) &&
                       std::ranges::any_of(sections, [&](const model::EmptySection& section) {
                         return counts(section) && is_of_period(section, context.demand) &&
                                names(section, component, context.phrases);
                       });
    if (empty) parts.push_back(&component);
  }
  return parts;
}

}  // namespace

EmptyParts find_empty_parts(const std::vector<Assessment>& all, const AssessContext& context) {
  const bool report = is_report(context.demand.code);
  for (const auto& one : all) {
    const auto& topic = context.rulebook.topics[one.candidate->topic];
    if (is_own_page(one)) {
      auto parts = parts_named(one.candidate->target->empty_sections, topic, context,
                               [&](const model::EmptySection& section) {
                                 return !report || (section.under_heading && !section.not_yet);
                               });
      if (!parts.empty()) return {&one, std::move(parts)};
    }
    const auto* index = index_of(one, context.rulebook.year.fiscal_year);
    if (index == nullptr || report || one.verdict == Verdict::rejected) continue;
    auto parts = parts_named(
        index->empty_sections, topic, context,
        [&](const model::EmptySection& section) { return is_of_item(section, context); });
    if (!parts.empty()) return {&one, std::move(parts)};
  }
  return {};
}

}  // namespace oit::audit
