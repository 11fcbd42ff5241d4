// Reading documents as a scan does, each in a child of its own. `cpu_ms` and `peak_MiB` are of the
// children, programs they run included; peaks only grow, so run one document at a time
// (--benchmark_filter) to see its own.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "doc/document_reader.h"
#include "doc/pdf_maker.h"
#include "model/fetch.h"

namespace {

namespace fs = std::filesystem;
const std::atomic<bool> kGoOn{false};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

rusage children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return usage;
}

double cpu_ms(const rusage& usage) {
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

void read_file(benchmark::State& state, const fs::path& path) {
  const auto kind = oit::model::sniff(bytes_of(path).substr(0, 1024), "");
  const rusage before = children();
  int pages = 0;
  {
    auto reader = oit::doc::SandboxedReader::start().value();
    for (auto _ : state) {
      const auto document = reader->read(path.string(), kind, kGoOn);
      pages = document.page_count;
      if (document.outcome != oit::model::DocumentOutcome::ok)
        state.SkipWithError(document.why.c_str());
    }
  }
  const rusage after = children();  // the zygote has ended: all its children are counted
  state.counters["cpu_ms"] =
      benchmark::Counter(cpu_ms(after) - cpu_ms(before), benchmark::Counter::kAvgIterations);
  state.counters["peak_MiB"] = static_cast<double>(after.ru_maxrss) / 1024;
  state.counters["pages"] = pages;
}

/// A plan of seven pages, forty lines each.
std::string seven_pages() {
  std::vector<std::string> pages;
  for (int i = 0; i < 7; ++i) {
    std::string page;
    for (int line = 0; line < 40; ++line)
      page += "ลำดับที่ " + std::to_string(line) + " จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก งบประมาณ 480,000 บาท ";
    pages.push_back(page);
  }
  return oit::doc::make_pdf(pages);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const oit::doc::TempFile plan(seven_pages());
  benchmark::RegisterBenchmark("pdf_of_7_pages", read_file, fs::path(plan.path()))
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
  const fs::path source(OIT_SOURCE_DIR);
  for (const char* name : {"notice.docx", "sheet.xlsx", "slides.pptx", "notice.odt", "sheet.ods",
                           "slides.odp", "sheet.xls", "notice.doc", "notice.rtf", "attachment.zip"})
    benchmark::RegisterBenchmark(name, read_file, source / "tests" / "golden" / "office" / name)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  for (const auto& entry : fs::recursive_directory_iterator(source / "fixtures" / "sites"))
    if (entry.path().extension() == ".pdf" && fs::file_size(entry.path()) > 90'000)
      benchmark::RegisterBenchmark(entry.path().filename().c_str(), read_file, entry.path())
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
