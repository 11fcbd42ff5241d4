#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>

#include "audit/judge.h"
#include "match/phrase_table.h"
#include "model/facts.h"
#include "rulebook/load.h"
#include "text/dates.h"

namespace oit::support {

/// The shipped rules of one year, loaded once per binary.
struct ShippedRules {
  model::Rulebook rulebook;
  match::PhraseTable phrases;

  explicit ShippedRules(model::Rulebook loaded) : rulebook(std::move(loaded)), phrases(rulebook) {}

  model::TopicIndex topic(std::string_view id) const {
    const auto at = std::ranges::find(rulebook.topics, id, &model::Topic::id);
    if (at == rulebook.topics.end()) ADD_FAILURE() << "no topic " << id;
    return static_cast<model::TopicIndex>(at - rulebook.topics.begin());
  }

  const model::YearItem& item(std::string_view id) const {
    return *std::ranges::find(rulebook.year.items, id, &model::YearItem::id);
  }
};

inline const ShippedRules& shipped() {
  static const ShippedRules rules = [] {
    auto loaded = rulebook::load(std::filesystem::path(OIT_SOURCE_DIR) / "rules", "ita-2566");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return ShippedRules(std::move(*loaded));
  }();
  return rules;
}

inline text::Day day(int year, unsigned month, unsigned number) {
  return text::Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

/// An address of the test's site for a path, or the whole address given.
inline url::Url address(std::string_view path) {
  const bool whole = path.starts_with("http");
  return url::Url::parse(whole ? std::string(path) : "https://abt.go.th" + std::string(path))
      .value();
}

inline model::TopicHit hit(std::string_view topic, std::uint16_t length = 20) {
  return {shipped().topic(topic), length, true};
}

/// The content of `page` has `word`, a phrase some rule looks for.
inline void says(model::PageFacts& page, std::string_view word) {
  const auto quote = static_cast<std::uint32_t>(page.phrase_quotes.size());
  page.phrases.push_back({shipped().phrases.number(word), quote, true});
  page.phrase_quotes.push_back("… " + std::string(word) + " …");
  std::ranges::sort(page.phrases, {}, &model::PhraseFact::phrase);
}

/// What bears a subject's name usually speaks of it: a word that proves `topic` and meets none of
/// its components.
inline void add_proof(model::PageFacts& page, std::string_view topic) {
  const auto& asked = shipped().rulebook.topics[shipped().topic(topic)];
  for (const auto& proof : asked.proofs) {
    const bool is_component = std::ranges::any_of(asked.components, [&](const auto& component) {
      return std::ranges::find(component.words, proof) != component.words.end();
    });
    if (is_component) continue;
    page.phrases.push_back({shipped().phrases.number(proof), UINT32_MAX, true});
    std::ranges::sort(page.phrases, {}, &model::PhraseFact::phrase);
    return;
  }
}

/// A line of the title zone of `page` that names `topic` (or nothing), with the periods it states.
inline model::PageFacts& add_title(model::PageFacts& page, std::string_view line,
                                   std::string_view topic = "", std::uint16_t length = 20) {
  auto periods = text::find_periods(line);
  model::TitleLine title{std::string(line), {}, periods, {}};
  if (page.title.empty()) page.title = line;
  if (!topic.empty()) {
    title.topics.push_back(hit(topic, length));
    page.title_topics.push_back(hit(topic, length));
    add_proof(page, topic);
  }
  page.title_lines.push_back(std::move(title));
  auto& all = page.title_period.mentions;
  if (!periods.empty() && page.title_period.quote.empty()) page.title_period.quote = line;
  all.insert(all.end(), periods.begin(), periods.end());
  return page;
}

/// `words` as a dated text.
inline model::DatedText dated(std::string_view words) {
  return {text::find_periods(words), std::string(words)};
}

/// The facts of a small site, built page by page: a home page that was read, everything else added.
class SiteBuilder {
 public:
  SiteBuilder() {
    home_.seed = home_.home = address("/");
    home_.name = "องค์การบริหารส่วนตำบลตัวอย่าง";
    home_.home_read = true;
    home_.home_outcome = model::FetchOutcome::ok;
    auto& front = page("/");
    front.is_home = front.home_level = true;
    front.title = home_.name;
  }

  model::PageFacts& home() { return pages_.front(); }
  model::SiteFacts& site() { return home_; }  ///< all but its pages

  /// A web page that opened and has text; reached from home unless `from` is set.
  model::PageFacts& page(std::string_view path) {
    auto& page = pages_.emplace_back();
    page.url = page.final_url = address(path);
    page.outcome = model::FetchOutcome::ok;
    page.status = 200;
    page.kind = model::BodyKind::html;
    page.text_from = model::TextFrom::html;
    page.content_letters = page.letters = 900;
    page.amounts = 9;
    page.sha256 = "hash of " + page.url.text();
    page.names_own_agency = true;
    return page;
  }

  /// A PDF with a text layer.
  model::PageFacts& pdf(std::string_view path) {
    auto& file = page(path);
    file.kind = model::BodyKind::pdf;
    file.text_from = model::TextFrom::pdf_text;
    file.page_count = 4;
    return file;
  }

  /// An address that did not give a page.
  model::PageFacts& failed(std::string_view path, model::FetchOutcome outcome, int status = 0) {
    auto& page = pages_.emplace_back();
    page.url = page.final_url = address(path);
    page.outcome = outcome;
    page.status = status;
    return page;
  }

  /// A link on `on`; its label names `topic` unless that is empty. Valid until the next link.
  static model::LinkFact& link(model::PageFacts& on, std::string_view to, std::string_view label,
                               std::string_view topic = "") {
    auto& fact = on.links.emplace_back();
    fact.link.target = address(to);
    fact.link.label = label;
    fact.label_periods = text::find_periods(label);
    if (topic.empty())
      fact.generic = true;
    else
      fact.by_label.push_back(hit(topic));
    return fact;
  }

  model::SiteFacts facts() const {
    auto all = home_;
    all.pages.assign(pages_.begin(), pages_.end());
    all.coverage.read = std::max(all.coverage.read, all.pages.size());
    return all;
  }

  model::Report judge(text::Day as_of = day(2023, 4, 20),
                      const model::SiteProfile& profile = {}) const {
    return audit::judge(facts(), shipped().rulebook, shipped().phrases, profile, as_of);
  }

  /// The finding on one item ("O12").
  model::Finding item(std::string_view id, text::Day as_of = day(2023, 4, 20)) const {
    const auto report = judge(as_of);
    const auto at = std::ranges::find(report.findings, id, &model::Finding::id);
    if (at == report.findings.end()) ADD_FAILURE() << "no item " << id;
    return *at;
  }

 private:
  model::SiteFacts home_;
  std::deque<model::PageFacts> pages_;
};

/// The code of the finding's cause; empty without one.
inline std::string cause_of(const model::Finding& finding) {
  return finding.cause ? finding.cause->code : std::string();
}

/// All reasons of a finding in English, for messages and searches.
inline std::string reasons_of(const model::Finding& finding) {
  std::string all;
  for (const auto& reason : finding.reasons) all += reason.en + "; ";
  for (const auto& conflict : finding.conflicts) all += "conflict: " + conflict.en + "; ";
  for (const auto& miss : finding.near_misses)
    all += "near: " + miss.label + " " + miss.why.en + "; ";
  return all;
}

}  // namespace oit::support
