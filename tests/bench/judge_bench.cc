#include <benchmark/benchmark.h>

#include <chrono>
#include <string>
#include <vector>

#include "audit/judge.h"
#include "crawl/facts_reader.h"
#include "rulebook/load.h"

namespace oit::audit {
namespace {

/// Documents stay closed: what is measured is the judging of pages and links.
class NoDocuments final : public doc::DocumentReader {
 public:
  model::Document read(const std::string& /*path*/, model::BodyKind /*kind*/,
                       const std::atomic<bool>& /*stop*/) override {
    return {};
  }
};

/// An index page of 43 rows, and `posts` pages of news that name subjects in passing.
std::vector<std::string> pages_of(const model::Rulebook& rules, int posts) {
  const std::string head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>";
  std::string index =
      head + "OIT 2566</title></head><body><h1>OIT ประจำปีงบประมาณ พ.ศ. 2566</h1><table>";
  for (const auto& item : rules.year.items)
    index += "<tr><td>" + item.id + "</td><td>" + item.title.th + "</td><td><a href=\"/p/" +
             item.id + ".html\">เปิด</a></td></tr>";
  std::vector<std::string> pages{index + "</table></body></html>"};
  for (int i = 0; i < posts; ++i) {
    const auto& item = rules.year.items[static_cast<std::size_t>(i) % rules.year.items.size()];
    std::string page =
        head + item.title.th + "</title></head><body><h1>" + item.title.th + " 2566</h1>";
    for (int n = 0; n < 40; ++n)
      page += "<li><a href=\"/n/" + std::to_string(i * 40 + n) + ".html\">กิจกรรมพัฒนาชุมชน " +
              std::to_string(n) + "</a></li>";
    pages.push_back(page + "</body></html>");
  }
  return pages;
}

model::SiteFacts facts_of(const crawl::Vocabulary& vocabulary, int posts) {
  NoDocuments documents;
  crawl::FactsReader reader(vocabulary, documents);
  model::SiteFacts facts;
  facts.seed = facts.home = url::Url::parse("http://www.example.go.th/").value();
  facts.home_read = true;
  facts.home_outcome = model::FetchOutcome::ok;
  for (auto& html : pages_of(vocabulary.rulebook, posts)) {
    model::Response response;
    response.requested = response.url =
        url::Url::parse("http://www.example.go.th/p/" + std::to_string(facts.pages.size()) +
                        ".html")
            .value();
    response.outcome = model::FetchOutcome::ok;
    response.status = 200;
    response.content_type = "text/html";
    response.body = std::move(html);
    facts.pages.push_back(reader.read(std::move(response), {}, {{}, true}).facts);
  }
  facts.pages.front().is_home = true;
  return facts;
}

void judge_site(benchmark::State& state) {
  static const model::Rulebook kRules = *rulebook::load(*rulebook::find_rules(), "ita-2566");
  static const crawl::Vocabulary kVocabulary(kRules);
  const auto facts = facts_of(kVocabulary, static_cast<int>(state.range(0)));
  const text::Day as_of = std::chrono::year(2023) / 4 / 20;
  for (auto _ : state) benchmark::DoNotOptimize(judge(facts, kRules, kVocabulary.table, {}, as_of));
}
BENCHMARK(judge_site)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace oit::audit

BENCHMARK_MAIN();
