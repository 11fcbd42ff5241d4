#include <algorithm>

#include "rulebook/lint.h"

namespace oit::rulebook {
namespace {

/// Whether `found` is what `sample` of `topic` says. "-" stands for no topic.
bool passes(const model::Topic& topic, const model::Sample& sample,
            const std::vector<std::string>& found) {
  const auto& first = found.front();
  if (sample.matches) return first == topic.id;
  if (std::ranges::find(found, topic.id) != found.end()) return false;
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
      if (!passes(topic, sample, found)) failures.push_back({&topic, &sample, found.front()});
    }
  }
  return failures;
}

}  // namespace oit::rulebook
