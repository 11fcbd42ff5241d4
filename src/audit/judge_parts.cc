#include "audit/judge_parts.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "audit/cause.h"

namespace oit::audit {
namespace {

using model::Finding;
using model::Status;

constexpr std::size_t kNearMisses = 3;

/// One of the things the item needs, with the finding about it.
struct Part {
  const model::Topic* topic = nullptr;  ///< that stands for it
  Finding finding;
};

bool has(const std::vector<Part>& parts, Status status) {
  return std::ranges::any_of(parts,
                             [&](const Part& part) { return part.finding.status == status; });
}

bool only(const std::vector<Part>& parts, std::initializer_list<Status> statuses) {
  return std::ranges::all_of(parts, [&](const Part& part) {
    return std::ranges::find(statuses, part.finding.status) != statuses.end();
  });
}

Status settle(const std::vector<Part>& parts) {
  using enum Status;
  if (only(parts, {published})) return published;
  if (only(parts, {missing, not_due}) && has(parts, missing)) return missing;
  if (only(parts, {published, not_due})) return not_due;
  if (only(parts, {stale, missing, not_due}) && has(parts, stale)) return stale;
  if (has(parts, missing) || has(parts, incomplete)) return incomplete;
  if (has(parts, broken)) return broken;
  return has(parts, stale) ? stale : unverified;
}

/// The part whose finding gives the item its cause, its period and who must act.
const Part& deciding(const std::vector<Part>& parts, Status status) {
  const auto is = [&](Status wanted) {
    return [wanted](const Part& part) { return part.finding.status == wanted; };
  };
  for (const auto wanted : {status, Status::missing, Status::incomplete})
    if (const auto at = std::ranges::find_if(parts, is(wanted)); at != parts.end()) return *at;
  return parts.front();
}

/// Where a part was found: what a reader clicks; empty when nowhere.
std::string address_of(const Finding& finding) {
  const bool found = finding.status == Status::published && !finding.evidence.empty();
  return found ? finding.evidence.front().url : std::string();
}

std::optional<bool> met(Status status) {
  if (status == Status::published) return true;
  if (status == Status::unverified || status == Status::not_due) return std::nullopt;
  return false;
}

model::LocalText about(const Part& part, const model::LocalText& reason) {
  const auto& title = part.topic->title;
  return {title.th + ": " + reason.th, (title.en.empty() ? title.th : title.en) + ": " +
                                           (reason.en.empty() ? reason.th : reason.en)};
}

void add_evidence(const Part& part, Finding& out) {
  for (const auto& one : part.finding.evidence)
    if (std::ranges::find(out.evidence, one.url, &model::Evidence::url) == out.evidence.end())
      out.evidence.push_back(one);
}

/// What a part's own page shows; a component that two parts have in common counts once.
void add_components(const Part& part, Finding& out) {
  for (const auto& one : part.finding.components) {
    const auto known = std::ranges::find(out.components, one.id, &model::ComponentResult::id);
    if (known == out.components.end())
      out.components.push_back(one);
    else if (known->name == one.name && one.met == false)
      known->met = false;
    else if (known->name != one.name)
      out.components.push_back(one);
  }
}

/// The topic stays the same whichever part ails, so that runs can be compared; the role is that of
/// who must act.
Finding combine(const std::vector<Part>& parts, const model::Topic& subject) {
  Finding out;
  out.status = settle(parts);
  const auto& first = deciding(parts, out.status);
  out.topic = subject.id;
  if (!first.topic->units.empty()) out.role = first.topic->units.front();
  out.cause = out.status == first.finding.status ? first.finding.cause : std::nullopt;
  if (out.status == Status::incomplete && !out.cause) out.cause = cause("component_absent");
  out.found = first.finding.found;
  out.read_from = first.finding.read_from;
  out.wording = "none";
  out.confidence = 1;
  for (const auto& part : parts)
    out.components.push_back({part.topic->id,
                              part.topic->title,
                              met(part.finding.status),
                              false,
                              address_of(part.finding),
                              {}});
  add_evidence(first, out);
  for (const auto& part : parts) {
    const auto& one = part.finding;
    out.confidence = std::min(out.confidence, one.confidence);
    if (out.wording != "tolerated" && one.wording != "none") out.wording = one.wording;
    add_evidence(part, out);
    add_components(part, out);
    out.conflicts.insert(out.conflicts.end(), one.conflicts.begin(), one.conflicts.end());
    for (const auto& miss : one.near_misses)
      if (out.near_misses.size() < kNearMisses) out.near_misses.push_back(miss);
    if (one.status == Status::published && out.status != Status::published) continue;
    for (const auto& reason : one.reasons) out.reasons.push_back(about(part, reason));
  }
  return out;
}

/// The item as if it asked for `part` alone.
model::YearItem only_part(const model::YearItem& item, const model::ItemPart& part) {
  auto one = item;
  one.topics = part.topics;
  one.period = part.period;
  return one;
}

}  // namespace

Finding judge_parts(const model::YearItem& item, const ItemContext& context) {
  std::vector<Part> parts;
  for (const auto& part : item.parts) {
    Part one{&context.rulebook.topics[part.topics.front()],
             judge_part(only_part(item, part), context)};
    const auto& topics = context.rulebook.topics;
    if (const auto at = std::ranges::find(topics, one.finding.topic, &model::Topic::id);
        at != topics.end())
      one.topic = &*at;
    parts.push_back(std::move(one));
  }
  auto out = combine(parts, context.rulebook.topics[item.topics.front()]);
  out.required.code = std::string(text::name_of(item.period));
  out.required.fiscal_year = context.rulebook.year.fiscal_year;
  if (!is_timeless(item.period))
    out.required.span =
        text::required_span(item.period, context.rulebook.year.fiscal_year, context.as_of);
  return out;
}

void look_beside(const model::YearItem& item, const ItemContext& context, Finding& finding) {
  for (const auto topic : item.also) {
    const auto one = judge_part(only_part(item, {{topic}, text::PeriodCode::any_year}), context);
    const auto& subject = context.rulebook.topics[topic];
    finding.components.push_back(
        {subject.id, subject.title,
         one.status == Status::published ? std::optional(true) : std::nullopt, true,
         address_of(one), model::Basis::shown});
  }
}

}  // namespace oit::audit
