#include "audit/judge_submitted.h"

#include <algorithm>

namespace oit::audit {
namespace {

using model::Status;

/// The declared address as a candidate: what its links say of it counts, its way here does not.
Candidate declared_candidate(model::TopicIndex topic, const url::Url& address,
                             const model::PageFacts* page, const ItemContext& context) {
  Candidate candidate;
  const auto& known = context.candidates.of(topic);
  const auto at = std::ranges::find_if(known, [&](const Candidate& one) {
    const bool dead = one.link != nullptr && one.link->link.dead;
    return !dead && (one.address == address || (page != nullptr && one.target == page));
  });
  if (at != known.end()) candidate = *at;
  candidate.topic = topic;
  candidate.how = How::declared;
  candidate.link = nullptr;
  candidate.address = address;
  candidate.target = page;
  return candidate;
}

/// True for a list of the item's own papers when what we found published hangs in it.
bool is_list_of(const Candidate& candidate, const model::Finding& finding) {
  if (!candidate.is_list || candidate.target == nullptr || finding.status != Status::published)
    return false;
  return std::ranges::all_of(finding.evidence, [&](const model::Evidence& evidence) {
    return std::ranges::any_of(candidate.target->links, [&](const model::LinkFact& fact) {
      return fact.link.target.text() == evidence.url;
    });
  });
}

Status status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::published:
      return Status::published;
    case Verdict::incomplete:
      return Status::incomplete;
    case Verdict::stale:
      return Status::stale;
    case Verdict::broken:
      return Status::broken;
    case Verdict::unverified:
    case Verdict::list:
      return Status::unverified;
    default:
      return Status::missing;
  }
}

/// What the item asks of `topic`.
text::PeriodCode period_of(const model::YearItem& item, model::TopicIndex topic) {
  for (const auto& part : item.parts)
    if (std::ranges::find(part.topics, topic) != part.topics.end()) return part.period;
  return item.period;
}

}  // namespace

model::Submitted judge_submitted(const model::YearItem& item, const url::Url& address,
                                 const model::Finding& finding, const ItemContext& context) {
  model::Submitted out;
  out.url = address.text();
  AssessContext one{context.rulebook,
                    item,
                    context.phrases,
                    {item.period, context.rulebook.year.fiscal_year, context.as_of}};
  const auto* page = context.candidates.page_at(address);
  out.reachable_from_home = page != nullptr && !context.candidates.path_to(*page).empty();
  out.status = Status::missing;
  for (const auto topic : item.topics) {
    one.demand.code = period_of(item, topic);
    const auto candidate = declared_candidate(topic, address, page, context);
    const auto judged = assess(candidate, one);
    const bool leads = is_list_of(candidate, finding);
    const auto status = leads ? Status::published : status_of(judged.verdict);
    if (status < out.status || (status == Status::unverified && out.status == Status::missing)) {
      out.status = status;
      out.why = judged.why;
    } else if (out.why.th.empty()) {
      out.why = judged.why;
    }
  }
  if (out.status == Status::published)
    out.why = {"ที่อยู่ที่กรอกไว้ถูกต้อง", "the declared address is right"};
  return out;
}

}  // namespace oit::audit
