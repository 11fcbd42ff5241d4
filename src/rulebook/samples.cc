#include <algorithm>
#include <string_view>

#include "rulebook/lint.h"

namespace oit::rulebook {
namespace {

/// Whether the chosen year needs both topics for one item: its title names the two alike.
bool share_an_item(const model::Rulebook& rulebook, std::string_view a, std::string_view b) {
  return std::ranges::any_of(rulebook.year.items, [&](const model::YearItem& item) {
    const auto has = [&](std::string_view id) {
      return std::ranges::any_of(item.topics, [&](const model::TopicIndex topic) {
        return rulebook.topics[topic].id == id;
      });
    };
    return item.parts.size() > 1 && has(a) && has(b);
  });
}

/// Whether `found` is what `sample` of `topic` says. "-" stands for no topic.
bool passes(const model::Rulebook& rulebook, const model::Topic& topic, const model::Sample& sample,
            const std::vector<std::string>& found) {
  const auto& first = found.front();
  const bool is_there = std::ranges::find(found, topic.id) != found.end();
  if (sample.matches)
    return first == topic.id || (is_there && share_an_item(rulebook, first, topic.id));
  if (is_there) return false;
  return sample.is.empty() || std::ranges::find(found, sample.is) != found.end();
}

}  // namespace

std::vector<SampleFailure> run_samples(const model::Rulebook& rulebook,
                                       const match::TopicMatcher& matcher) {
  std::vector<SampleFailure> failures;
  for (const auto& topic : rulebook.topics) {
    for (const auto& sample : topic.samples) {
      std::vector<std::string> found;
      for (const auto& hit : matcher.topics(sample.label))
        found.push_back(rulebook.topics[hit.topic].id);
      if (found.empty()) found.emplace_back("-");
      if (!passes(rulebook, topic, sample, found))
        failures.push_back({&topic, &sample, found.front()});
    }
  }
  return failures;
}

}  // namespace oit::rulebook
