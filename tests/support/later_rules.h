#pragma once
#include <map>
#include <string>
#include <string_view>

#include "support/facts_builder.h"

namespace oit::support {

/// The shipped rules of another year than facts_builder.h's; topics have the same places in all.
inline const ShippedRules& shipped_for(const std::string& id) {
  static std::map<std::string, ShippedRules> all;
  const auto known = all.find(id);
  if (known != all.end()) return known->second;
  auto loaded = rulebook::load(std::filesystem::path(OIT_SOURCE_DIR) / "rules", id);
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return all.emplace(id, ShippedRules(std::move(*loaded))).first->second;
}

/// A page about `topic` under the words of `line`, which speaks of it as the rules of `rules`
/// expect.
inline model::PageFacts& page_about(SiteBuilder& site, const ShippedRules& rules,
                                    std::string_view path, std::string_view line,
                                    std::string_view topic) {
  auto& page = site.page(path);
  auto periods = text::find_periods(line);
  page.title = line;
  page.title_lines.push_back({std::string(line), {hit(topic)}, periods, {}});
  page.title_topics.push_back(hit(topic));
  page.title_period = {periods, std::string(line)};
  const auto& asked = rules.rulebook.topics[rules.topic(topic)];
  const auto add = [&](std::string_view word) {
    const auto number = rules.phrases.number(word);
    if (std::ranges::find(page.phrases, number, &model::PhraseFact::phrase) == page.phrases.end())
      page.phrases.push_back({number, UINT32_MAX, true});
  };
  for (const auto& proof : asked.proofs) add(proof);
  for (const auto& component : asked.components)
    if (component.check == model::CheckKind::words)
      for (const auto& word : component.words) add(word);
  std::ranges::sort(page.phrases, {}, &model::PhraseFact::phrase);
  SiteBuilder::link(site.home(), path, line, topic);
  return page;
}

inline model::Report judge_by(const SiteBuilder& site, const ShippedRules& rules, text::Day as_of,
                              const model::SiteProfile& profile = {}) {
  return audit::judge(site.facts(), rules.rulebook, rules.phrases, profile, as_of);
}

inline model::Finding finding_of(const model::Report& report, std::string_view id) {
  const auto at = std::ranges::find(report.findings, id, &model::Finding::id);
  if (at == report.findings.end()) ADD_FAILURE() << "no item " << id;
  return *at;
}

}  // namespace oit::support
