#include "audit/evidence.h"

namespace oit::audit {
namespace {

std::string quote_of(const Assessment& one) {
  if (!one.period.quote.empty()) return one.period.quote;
  for (const auto& component : one.components)
    if (component.met == true && !component.quote.empty()) return component.quote;
  const auto& candidate = *one.candidate;
  if (candidate.target != nullptr && !candidate.target->title.empty())
    return candidate.target->title;
  return candidate.link != nullptr ? candidate.link->link.label : std::string();
}

std::string place_of(const Assessment& one) {
  if (!one.period.place.empty()) return one.period.place;
  if (one.candidate->how == How::signal) return "body";
  if (one.candidate->target != nullptr && !one.candidate->target->title_topics.empty())
    return "title";
  return one.candidate->how == How::row || one.candidate->how == How::number ? "row" : "link";
}

}  // namespace

model::Evidence evidence_of(const Assessment& one, const ItemContext& context) {
  const auto& candidate = *one.candidate;
  model::Evidence evidence;
  evidence.url = candidate.address.text();
  evidence.kind = one.kind.empty() ? "outgoing_link" : one.kind;
  evidence.quote = quote_of(one);
  evidence.place = place_of(one);
  evidence.text_from = "none";
  if (candidate.source != nullptr) evidence.path = context.candidates.path_to(*candidate.source);
  if (candidate.link != nullptr)
    evidence.path.push_back(candidate.link->link.label.empty() ? candidate.link->link.row.str()
                                                               : candidate.link->link.label);
  if (const auto* page = candidate.target) {
    // What a drive gives bytes at does not last, and asks nobody who it is.
    const bool as_linked = page->final_url.empty() || page->drive != model::DriveAnswer::none;
    evidence.url = as_linked ? page->url.text() : page->final_url.text();
    evidence.title = page->title;
    evidence.fetched_at = page->fetched_at;
    evidence.sha256 = page->sha256;
    evidence.text_from = page->rendered ? "rendered" : std::string(model::name_of(page->text_from));
    if (candidate.link == nullptr && !page->is_home)
      evidence.path = context.candidates.path_to(*page);
  }
  if (evidence.title.empty() && candidate.link != nullptr)
    evidence.title = candidate.link->link.label;
  return evidence;
}

}  // namespace oit::audit
