#include "audit/judge_item.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/conclude.h"
#include "audit/evidence.h"
#include "audit/judge_parts.h"
#include "audit/months_of.h"
#include "audit/settle.h"
#include "audit/signal_candidates.h"

namespace oit::audit {
namespace {

using model::Status;

constexpr std::size_t kNearMisses = 3;

/// What is linked under the item's name and shows it nowhere may hold it where it was not read.
bool hides_something(const Assessment& one) {
  const auto& candidate = *one.candidate;
  const bool is_its_own = candidate.how == How::label || candidate.how == How::row ||
                          candidate.how == How::number || candidate.how == How::declared;
  return candidate.target != nullptr && candidate.target->partly_read &&
         (one.verdict == Verdict::incomplete || (one.verdict == Verdict::rejected && is_its_own));
}

/// The months of evidence that could not be read: they may cover what is not seen.
std::vector<Assessment> assess_all(const model::YearItem& item, const ItemContext& context) {
  AssessContext one{context.rulebook,
                    item,
                    context.phrases,
                    {item.period, context.rulebook.year.fiscal_year, context.as_of}};
  std::vector<Assessment> all;
  for (const auto topic : item.topics) {
    one.entries = one.entries_open = 0;
    for (const auto& candidate : context.candidates.of(topic)) {
      if (candidate.how == How::title) continue;
      ++one.entries;
      one.entries_open += candidate.target != nullptr &&
                                  candidate.target->outcome == model::FetchOutcome::ok &&
                                  !candidate.target->soft_404
                              ? 1
                              : 0;
    }
    // Months are the sum of all pieces: a first look gathers them, a second one judges.
    for (const auto& candidate : context.candidates.of(topic)) {
      const auto months = months_of(candidate, one.demand);
      if (!is_monthly(item.period) || months == 0) continue;
      const auto looked = assess(candidate, one);
      if (looked.verdict == Verdict::unverified) one.months_open |= months;
      if (looked.verdict == Verdict::published || looked.verdict == Verdict::incomplete)
        one.months |= months;
    }
    for (const auto& candidate : context.candidates.of(topic))
      one.months |= nil_months_of(candidate, one.demand);
    for (const auto& candidate : context.candidates.of(topic)) {
      all.push_back(assess(candidate, one));
      auto& last = all.back();
      // What was cut off may hold what is not seen: absence is not proven.
      const bool is_cut = candidate.target != nullptr && candidate.target->truncated;
      const bool shows_none = std::ranges::none_of(
          last.components, [](const auto& component) { return component.met == true; });
      if (is_cut && (last.verdict == Verdict::incomplete ||
                     (last.verdict == Verdict::published && shows_none)))
        conclude(last, Verdict::unverified, "limit");
      if (hides_something(last)) conclude(last, Verdict::unverified, "reader_stopped");
      if (last.verdict == Verdict::unverified && last.months == 0)
        last.months = months_of(candidate, one.demand);
      if (const auto nil = nil_months_of(candidate, one.demand);
          last.verdict == Verdict::list && nil) {
        last.months |= nil;
        last.piece = true;
        last.confidence = 0.8;
      }
    }
  }
  add_signals(item, context, all);
  add_nil_rows(item, context, all);
  return all;
}

/// The components of the evidence; what it says of itself wins over words found in it.
std::vector<model::ComponentResult> components_of(const Outcome& outcome) {
  auto components = outcome.evidence.front()->components;
  for (const auto* part : outcome.empty_parts) {
    const auto known = std::ranges::find(components, part->id, &model::ComponentResult::id);
    if (known == components.end())
      components.push_back({part->id, part->name, false, false, "", part->basis});
    else
      known->met = false;
  }
  return components;
}

void add_near_misses(const std::vector<Assessment>& all, const Outcome& outcome,
                     model::Finding& finding) {
  for (const auto verdict :
       {Verdict::stale, Verdict::premature, Verdict::broken, Verdict::unverified,
        Verdict::incomplete, Verdict::rejected, Verdict::dead}) {
    for (const auto& one : all) {
      if (finding.near_misses.size() >= kNearMisses) return;
      if (one.verdict != verdict || one.why.th.empty()) continue;
      if (std::ranges::find(outcome.evidence, &one) != outcome.evidence.end()) continue;
      const auto* link = one.candidate->link;
      finding.near_misses.push_back(
          {one.candidate->address.text(),
           link != nullptr ? link->link.label : one.candidate->target->title, one.why});
    }
  }
}

void add_reasons(const Outcome& outcome, model::Finding& finding) {
  if (!outcome.reason.th.empty()) finding.reasons.push_back(outcome.reason);
  if (outcome.evidence.empty()) return;
  const auto& first = *outcome.evidence.front();
  for (const auto& reason : first.reasons)
    if (std::ranges::find(finding.reasons, reason) == finding.reasons.end())
      finding.reasons.push_back(reason);
  finding.conflicts = first.period.conflicts;
  if (const int number = first.candidate->conflicting_number)
    finding.conflicts.push_back(
        {fmt::format("เลขข้อ O{} ในแถวเป็นของเรื่องอื่นตามรายการปี {} จึงยึดตามชื่อเรื่อง", number,
                     first.candidate->number_year),
         fmt::format(
             "number O{} in the row means another subject in the list of {}; the title wins",
             number, first.candidate->number_year)});
}

void add_period(const model::YearItem& item, const Outcome& outcome, const ItemContext& context,
                model::Finding& finding) {
  const int fy = context.rulebook.year.fiscal_year;
  finding.required.code = std::string(text::name_of(item.period));
  finding.required.fiscal_year = fy;
  if (!is_timeless(item.period))
    finding.required.span = text::required_span(item.period, fy, context.as_of);
  if (outcome.evidence.empty()) return;
  const auto& reading = outcome.evidence.front()->period;
  if (!reading.mention) return;
  model::ReportPeriod found;
  found.code = std::string(text::name_of(reading.mention->form));
  found.fiscal_year = reading.mention->year;
  found.span = reading.mention->span;
  finding.found = found;
  finding.read_from = reading.place;
}

}  // namespace

model::Finding judge_part(const model::YearItem& item, const ItemContext& context) {
  model::Finding finding;
  const auto all = assess_all(item, context);
  auto outcome = settle(item, all, context);
  const bool waits = outcome.status == Status::missing || outcome.status == Status::stale ||
                     outcome.status == Status::incomplete;
  if (!is_due(item, context) && waits) {
    outcome.status = Status::not_due;
    outcome.cause.reset();
    outcome.reason = item.period == text::PeriodCode::monthly_fy
                         ? model::LocalText{"ยังไม่มีเดือนใดของปีสิ้นสุด ยังไม่ถึงกำหนดเผยแพร่",
                                            "no month of the year is over; not due yet"}
                         : model::LocalText{"รอบ 6 เดือนแรกยังไม่สิ้นสุด ยังไม่ถึงกำหนดเผยแพร่",
                                            "the first half-year has not ended; not due yet"};
    outcome.confidence = 0.9;
  }
  finding.status = outcome.status;
  finding.cause = outcome.cause;
  finding.confidence = outcome.confidence;
  finding.wording = "none";
  if (!outcome.evidence.empty()) {
    finding.topic = context.rulebook.topics[outcome.evidence.front()->candidate->topic].id;
    finding.components = components_of(outcome);
    finding.wording = outcome.evidence.front()->candidate->prescribed ? "prescribed" : "tolerated";
    for (const auto* one : outcome.evidence) finding.evidence.push_back(evidence_of(*one, context));
  }
  add_period(item, outcome, context, finding);
  add_reasons(outcome, finding);
  add_near_misses(all, outcome, finding);
  return finding;
}

model::Finding judge_item(const model::YearItem& item, const ItemContext& context) {
  auto finding = item.parts.size() < 2 ? judge_part(item, context) : judge_parts(item, context);
  look_beside(item, context, finding);
  return finding;
}

}  // namespace oit::audit
