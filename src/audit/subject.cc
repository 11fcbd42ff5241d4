#include "audit/subject.h"

#include <algorithm>
#include <chrono>

#include "audit/checks/check.h"
#include "audit/checks/find_phrase.h"
#include "text/match_key.h"

namespace oit::audit {
namespace {

constexpr std::uint16_t kWeakPhrase = 12;  // letters of a phrase that may be meant in passing

const model::TopicHit* hit_of(std::span<const model::TopicHit> hits, model::TopicIndex topic) {
  const auto at = std::ranges::find(hits, topic, &model::TopicHit::topic);
  return at == hits.end() ? nullptr : &*at;
}

bool is_look_alike(const model::Rulebook& rulebook, model::TopicIndex inside,
                   model::TopicIndex asked) {
  const auto& rivals = rulebook.topics[asked].rivals;
  return std::ranges::find(rivals, rulebook.topics[inside].id, &model::Rival::topic) !=
         rivals.end();
}

/// A paper that states a whole fiscal year, from its first month to its last.
bool names_whole_year(const model::PageFacts& page, int fiscal_year) {
  const auto whole = text::fiscal_year_span(fiscal_year);
  for (const auto* dated : {&page.title_period, &page.table_period})
    for (const auto& mention : dated->mentions)
      if (mention.form == text::PeriodForm::range && mention.span &&
          mention.span->first <= whole.first + std::chrono::days(31) &&
          mention.span->last >= whole.last - std::chrono::days(31))
        return true;
  return false;
}

/// Whether another item asks for `topic` over the same span: then it is another subject.
bool is_asked_alike(const AssessContext& context, model::TopicIndex topic) {
  return std::ranges::any_of(context.rulebook.year.items, [&](const model::YearItem& item) {
    return item.period == context.demand.code &&
           std::ranges::find(item.topics, topic) != item.topics.end();
  });
}

/// Half-year papers are often titled like annual ones, and only their months tell: `inside` is then
/// a look-alike of the topic asked for, and the paper names a half, a quarter, months or a range.
/// Annual ones are taken for monthly ones by a stray "เดือน": the whole year they state tells.
bool differs_in_span_only(const model::PageFacts& page, model::TopicIndex inside,
                          const AssessContext& context, model::TopicIndex asked) {
  if (!is_look_alike(context.rulebook, inside, asked) || is_asked_alike(context, inside))
    return false;
  if (context.demand.code == text::PeriodCode::report_prev_fy)
    return names_whole_year(page, context.demand.fiscal_year - 1);
  if (context.demand.code != text::PeriodCode::report_6m_fy) return false;
  for (const auto* dated : {&page.title_period, &page.table_period})
    for (const auto& mention : dated->mentions)
      if (mention.form == text::PeriodForm::half_year || mention.form == text::PeriodForm::range ||
          mention.form == text::PeriodForm::quarter || mention.form == text::PeriodForm::month ||
          mention.form == text::PeriodForm::span_word)
        return true;
  return false;
}

int count_proofs(const model::PageFacts& page, const AssessContext& context,
                 model::TopicIndex topic) {
  int proofs = 0;
  for (const auto& proof : context.rulebook.topics[topic].proofs)
    proofs += find_phrase(page, context.phrases.number(proof)) != nullptr ? 1 : 0;
  return proofs;
}

/// The title seems to name `topic`, but means something alike.
bool is_denied(const model::PageFacts& page, model::TopicIndex topic) {
  return std::ranges::any_of(page.title_lines, [&](const model::TitleLine& line) {
    return std::ranges::find(line.denied, topic) != line.denied.end();
  });
}

/// The list that `candidate` is an entry of is about the subject, and not about others too.
bool is_list_of(const Candidate& candidate, const AssessContext& context) {
  const auto& titles = candidate.source->title_topics;
  return std::ranges::any_of(titles, [&](const model::TopicHit& hit) {
    return hit.topic == candidate.topic || of_item(context.item, hit.topic);
  });
}

/// A further paper in the file is headed by the subject, which is most of what a line there says.
bool begins_further_on(const model::PageFacts& page, model::TopicIndex topic) {
  return std::ranges::any_of(page.later_lines, [&](const model::TitleLine& line) {
    const auto* hit = hit_of(line.topics, topic);
    return hit != nullptr && 2 * hit->length >= text::make_match_key(line.text, false).bytes.size();
  });
}

/// One of several papers in a file that is called after the subject, or stands on its page.
bool is_one_of_papers(const Candidate& candidate, const AssessContext& context) {
  const auto& page = *candidate.target;
  if (!is_paper(page)) return false;
  if (candidate.how == How::label || candidate.how == How::row || candidate.how == How::number)
    return names(page.heading_topics, candidate.topic);
  return (candidate.how == How::child || candidate.how == How::embedded) &&
         is_list_of(candidate, context) && begins_further_on(page, candidate.topic);
}

/// Whether the item needs `topic` beside the one at hand.
bool is_needed_too(const model::YearItem& item, model::TopicIndex topic) {
  return std::ranges::any_of(item.parts, [&](const model::ItemPart& part) {
    return std::ranges::find(part.topics, topic) != part.topics.end();
  });
}

/// Whether the chosen year's list asks for the topic at all.
bool is_asked(const model::Rulebook& rulebook, model::TopicIndex topic) {
  return std::ranges::any_of(rulebook.year.items,
                             [&](const auto& item) { return of_item(item, topic); });
}

}  // namespace

bool names(std::span<const model::TopicHit> hits, model::TopicIndex topic) {
  return hit_of(hits, topic) != nullptr;
}

bool of_item(const model::YearItem& item, model::TopicIndex topic) {
  return std::ranges::find(item.topics, topic) != item.topics.end();
}

Subject read_subject(const Candidate& candidate, const AssessContext& context) {
  const auto& page = *candidate.target;
  const auto* main = main_subject(page);
  if (main != nullptr && main->topic == candidate.topic) return Subject::confirmed;
  const bool named =
      candidate.how == How::label || candidate.how == How::row || candidate.how == How::number;
  if (is_one_of_papers(candidate, context)) return Subject::likely;
  const auto* body = hit_of(page.body_topics, candidate.topic);
  if (main != nullptr && candidate.length > 0 && !is_asked(context.rulebook, main->topic) &&
      (body != nullptr || count_proofs(page, context, candidate.topic) >= 2))
    return Subject::likely;  // a subject of other years' lists, linked under this one's name
  if (const auto* own = hit_of(page.title_topics, candidate.topic)) {
    if (main == nullptr || of_item(context.item, main->topic)) return Subject::confirmed;
    if (own->length >= main->length && is_needed_too(context.item, main->topic))
      return Subject::confirmed;  // the title of both
    if (differs_in_span_only(page, main->topic, context, candidate.topic)) return Subject::likely;
    // Named beside the main subject: the same title with another phrase, or a paper it cites.
    // A page's own heading is no citation: there a row of an index is as good as a label.
    const bool goes_by_it = candidate.how == How::label || (named && !is_paper(page));
    return goes_by_it && own->length >= main->length ? Subject::likely : Subject::other;
  }
  const auto* heading = is_paper(page) ? nullptr : hit_of(page.heading_topics, candidate.topic);
  if (!page.title_topics.empty()) {
    const auto& top = page.title_topics.front();
    if (of_item(context.item, top.topic)) return Subject::likely;
    if (heading && heading->length >= top.length) return Subject::confirmed;
    if (differs_in_span_only(page, top.topic, context, candidate.topic)) return Subject::likely;
    if (top.length < kWeakPhrase && body && body->length > top.length) return Subject::likely;
    return Subject::other;
  }
  if (heading) return Subject::confirmed;
  const bool entry = candidate.how == How::child || candidate.how == How::embedded;
  if (!named && is_denied(page, candidate.topic)) return Subject::other;
  const auto proofs = count_proofs(page, context, candidate.topic);
  if (entry && is_activity(context.demand.code) &&
      (body != nullptr || proofs > 0 || is_list_of(candidate, context)))
    return Subject::likely;  // a post in its list
  if (body && body->length >= 8) return Subject::likely;
  return proofs >= 2 ? Subject::likely : Subject::unclear;
}

}  // namespace oit::audit
