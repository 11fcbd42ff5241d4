#include <fmt/format.h>

#include <algorithm>

#include "match/phrase_parts.h"
#include "rulebook/lint_notes.h"

namespace oit::rulebook {
namespace {

/// A label that holds `phrase` and nothing else: the parts of "a + b" side by side, years in.
std::string as_label(const model::Rulebook& rulebook, std::string_view phrase) {
  std::string label;
  for (const auto part : match::split_parts(phrase)) {
    if (!label.empty()) label += ' ';
    label += part;
  }
  const int year = rulebook.year.fiscal_year;
  for (const auto& [written, number] : {std::pair<std::string_view, int>{"{fy}", year},
                                        std::pair<std::string_view, int>{"{fy-1}", year - 1}})
    for (auto at = label.find(written); at != std::string::npos; at = label.find(written))
      label.replace(at, written.size(), std::to_string(number));
  return label;
}

std::string ids_of(const model::Rulebook& rulebook, const std::vector<model::TopicHit>& hits) {
  std::string ids;
  for (const auto& hit : hits) ids += (ids.empty() ? "" : ", ") + rulebook.topics[hit.topic].id;
  return ids.empty() ? "no topic" : ids;
}

}  // namespace

void lint_matching(const model::Rulebook& rulebook, const match::TopicMatcher& matcher,
                   LintNotes& notes) {
  for (std::size_t i = 0; i < rulebook.topics.size(); ++i) {
    const auto& topic = rulebook.topics[i];
    const auto check = [&](std::string_view kind, const std::string& phrase) {
      const auto hits = matcher.topics(as_label(rulebook, phrase));
      if (std::ranges::find(hits, static_cast<model::TopicIndex>(i), &model::TopicHit::topic) ==
          hits.end())
        notes.error(file_of(topic), phrase,
                    fmt::format("the {} \"{}\" names {}, not its own topic", kind, phrase,
                                ids_of(rulebook, hits)));
    };
    check("title", topic.title.th);
    for (const auto& name : topic.names) check("name", name);
    for (const auto& lead : topic.leads) check("lead", lead);
  }
  for (const auto& failure : run_samples(rulebook, matcher)) {
    const auto& sample = *failure.sample;
    notes.error(file_of(*failure.topic), sample.label,
                fmt::format("the sample \"{}\" {}names {}{}", sample.label,
                            sample.matches ? "must match, but " : "must not match, but ",
                            failure.found == "-" ? "no topic" : failure.found,
                            sample.is.empty() ? "" : ", expected " + sample.is));
  }
}

}  // namespace oit::rulebook
