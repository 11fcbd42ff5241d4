#include <benchmark/benchmark.h>

#include <string>

#include "text/dates.h"
#include "text/match_key.h"
#include "text/normal.h"
#include "text/quote.h"

namespace oit::text {
namespace {

/// About 25 KB of text like a page's: sentences with days and years here and there.
const std::string& page_text() {
  static const std::string kText = [] {
    std::string text;
    for (int i = 0; text.size() < 25000; ++i) {
      text += "เทศบาลตำบลจัดกิจกรรมพัฒนาคุณภาพชีวิตผู้สูงอายุในชุมชนและมอบถุงยังชีพแก่ผู้ประสบภัย ";
      text += "โดยมีนายกเทศมนตรีและสมาชิกสภาร่วมลงพื้นที่ตรวจเยี่ยม ";
      if (i % 4 == 0) text += "เมื่อวันที่ " + std::to_string(i % 28 + 1) + " มีนาคม ๒๕๖๖\n";
      if (i % 7 == 0) text += "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566\n";
    }
    return text;
  }();
  return kText;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page_text().size()));
}

void normalise_page(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(normalise(page_text()));
  count_bytes(state);
}
BENCHMARK(normalise_page);

void key_of_page(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(make_match_key(page_text()));
  count_bytes(state);
}
BENCHMARK(key_of_page);

void find_periods_in_page(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(find_periods(page_text()));
  count_bytes(state);
}
BENCHMARK(find_periods_in_page);

void cut_quotes(benchmark::State& state) {
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(cut_quote(page_text(), at, at + 30, 110));
    at = (at + 997) % (page_text().size() - 30);
  }
}
BENCHMARK(cut_quotes);

}  // namespace
}  // namespace oit::text

BENCHMARK_MAIN();
