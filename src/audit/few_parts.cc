#include "audit/few_parts.h"

#include <algorithm>
#include <set>
#include <string>

#include "audit/checks/check.h"

namespace oit::audit {
namespace {

constexpr std::size_t kManyParts = 3;

bool is_part(const model::Component& component) {
  return is_told_in_words(component) && !component.advised &&
         component.absence == model::Absence::unseen;
}

/// Its text is all there is of it.
bool is_whole_text(const Assessment& one) {
  const auto* page = one.candidate->target;
  if (page == nullptr || page->truncated || page->partly_read || one.candidate->is_list ||
      one.image_only)
    return false;
  const bool holds_more =
      page->signals.documents > 0 || page->signals.content_images > 0 || !page->embedded.empty();
  if (page->text_from == model::TextFrom::html) return !holds_more;
  return page->text_from == model::TextFrom::pdf_text ||
         page->text_from == model::TextFrom::office_text;
}

/// A page around files that are all candidates of their own.
bool leads_only_to(const Assessment& list, const std::vector<Assessment>& all) {
  const auto* page = list.candidate->target;
  if (page == nullptr || page->signals.documents == 0 || page->signals.content_images > 0)
    return false;
  const auto files = std::ranges::count_if(all, [page](const Assessment& one) {
    return one.candidate->source == page && one.candidate->target != nullptr;
  });
  return files >= page->signals.documents;
}

}  // namespace

std::vector<const model::Component*> lacking_parts(const std::vector<Assessment>& all,
                                                   const AssessContext& context) {
  const auto first = std::ranges::find(all, Verdict::published, &Assessment::verdict);
  if (first == all.end()) return {};
  const auto& topic = context.rulebook.topics[first->candidate->topic];
  std::vector<const model::Component*> parts;
  for (const auto& component : topic.components)
    if (is_part(component)) parts.push_back(&component);
  if (parts.size() < kManyParts) return {};
  std::set<std::string> met;
  for (const auto& one : all) {
    if (one.candidate->topic != first->candidate->topic) continue;
    if (one.verdict == Verdict::list && leads_only_to(one, all)) continue;
    if (one.verdict == Verdict::unverified || one.verdict == Verdict::list) return {};
    if (one.verdict != Verdict::published && one.verdict != Verdict::incomplete) continue;
    if (!is_whole_text(one)) return {};
    for (const auto& result : one.components)
      if (result.met == true) met.insert(result.id);
  }
  std::erase_if(parts, [&](const auto* part) { return met.contains(part->id); });
  const auto count = static_cast<std::size_t>(std::ranges::count_if(topic.components, is_part));
  if (parts.size() + 1 != count) parts.clear();
  return parts;
}

}  // namespace oit::audit
