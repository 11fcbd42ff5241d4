#include <benchmark/benchmark.h>
#include <re2/set.h>

#include <set>
#include <string>
#include <vector>

#include "match/label_key.h"
#include "match/phrase_finder.h"
#include "match/phrase_table.h"
#include "match/topic_matcher.h"
#include "rulebook/load.h"

namespace oit {
namespace {

const model::Rulebook& rules() {
  static const model::Rulebook kRules = *rulebook::load(*rulebook::find_rules(), "ita-2566");
  return kRules;
}

/// Labels as menus hold them: every sample of the rules.
std::vector<std::string> labels() {
  std::vector<std::string> all;
  for (const auto& topic : rules().topics)
    for (const auto& sample : topic.samples) all.push_back(sample.label);
  return all;
}

void name_labels(benchmark::State& state) {
  const match::TopicMatcher matcher(rules());
  const auto all = labels();
  std::size_t next = 0;
  for (const auto& label : all) benchmark::DoNotOptimize(matcher.topics(label));  // warm
  for (auto _ : state) benchmark::DoNotOptimize(matcher.topics(all[next++ % all.size()]));
}
BENCHMARK(name_labels);

void make_keys(benchmark::State& state) {
  const auto all = labels();
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(match::make_label_key(all[next++ % all.size()]));
}
BENCHMARK(make_keys);

/// 25 KB of key like a page's: one byte in ten from labels and proofs, the rest other Thai letters.
std::string page_key(std::size_t salt) {
  const auto all = labels();
  const auto& proofs = rules().topics[salt % rules().topics.size()].proofs;
  std::string key;
  unsigned stir = static_cast<unsigned>(salt);
  for (std::size_t i = 0; key.size() < 25000; ++i) {
    const auto& words = i % 4 == 0 && !proofs.empty() ? proofs : all;
    key += text::make_match_key(words[(i * 31 + salt * 7) % words.size()], false).bytes;
    for (int n = 0; n < 300; ++n) {
      stir = stir * 1664525U + 1013904223U;
      key += static_cast<char>(0xA1 + (stir >> 24) % 46);
    }
  }
  return key;
}

void find_phrases(benchmark::State& state) {
  const match::PhraseTable table(rules());
  const match::PhraseFinder finder(table.rows());
  std::vector<std::string> pages;
  for (std::size_t i = 0; i < 16; ++i) pages.push_back(page_key(i));
  for (const auto& page : pages) benchmark::DoNotOptimize(finder.find(page));  // warm
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(finder.find(pages[next++ % pages.size()]));
  state.counters["phrases"] = static_cast<double>(table.rows().size());
}
BENCHMARK(find_phrases);

/// The same by RE2::Set, as prepared as can be: distinct keys in one-byte Thai and memory enough.
/// It tells which keys occur, not where.
void find_phrases_by_set(benchmark::State& state) {
  const match::PhraseTable table(rules());
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_max_mem(std::int64_t{256} << 20);
  RE2::Set set(options, RE2::UNANCHORED);
  std::set<std::string> keys;
  for (const auto& row : table.rows()) keys.insert(text::make_match_key(row, false).bytes);
  for (const auto& key : keys)
    if (!key.empty()) set.Add(RE2::QuoteMeta(key), nullptr);
  set.Compile();
  std::vector<std::string> pages;
  for (std::size_t i = 0; i < 16; ++i) pages.push_back(page_key(i));
  std::vector<int> found;
  for (const auto& page : pages) set.Match(page, &found);  // warm
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(set.Match(pages[next++ % pages.size()], &found));
}
BENCHMARK(find_phrases_by_set);

void make_matcher(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(match::TopicMatcher(rules()));
}
BENCHMARK(make_matcher)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace oit

BENCHMARK_MAIN();
