#include "cli/runs.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "report/words.h"
#include "store/write_json.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string where, language = "th";
  bool json = false;
};

constexpr std::size_t kColumns = 6;
using Cells = std::array<std::string, kColumns>;

std::string_view state_text(store::RunState state, report::Lang lang) {
  switch (state) {
    case store::RunState::running:
      return report::pick(lang, "กำลังตรวจ หรือขาดหาย", "running, or lost");
    case store::RunState::complete:
      return report::pick(lang, "เสร็จสิ้น", "complete");
    case store::RunState::stopped:
      return report::pick(lang, "หยุดก่อนเสร็จ", "stopped");
    case store::RunState::failed:
      return report::pick(lang, "ล้มเหลว", "failed");
  }
  return "";
}

Cells heading(report::Lang lang) {
  if (lang == report::Lang::en) return {"Run", "Begun", "State", "Rules", "Sites", "Did not open"};
  return {"รอบการตรวจ", "เริ่มเมื่อ", "สถานะ", "เกณฑ์", "เว็บไซต์", "เปิดไม่ได้"};
}

Cells cells_of(const store::RunLine& line, report::Lang lang) {
  return {text::printable(line.run.id),
          report::minute_text(line.run.started_at, lang),
          std::string(state_text(line.run.state, lang)),
          text::printable(line.run.rulebook_id),
          fmt::format("{}/{}", line.counts.done, line.counts.sites),
          fmt::format("{}", line.counts.failed)};
}

void print_table(std::ostream& out, const std::vector<Cells>& rows) {
  std::array<std::size_t, kColumns> widths{};
  for (const auto& row : rows)
    for (std::size_t n = 0; n < kColumns; ++n)
      widths[n] = std::max(widths[n], text::display_width(row[n]));
  for (const auto& row : rows) {
    for (std::size_t n = 0; n + 1 < kColumns; ++n) out << text::pad_to(row[n], widths[n] + 2);
    out << row.back() << '\n';
  }
}

void print_runs(Context& context, const store::Store& store,
                const std::vector<store::RunLine>& lines, report::Lang lang) {
  if (lines.empty()) {
    context.out << text::printable(store.where())
                << report::pick(lang, ": ยังไม่มีการตรวจ ใช้ scan กับ --db เพื่อเริ่ม\n",
                                ": no run is stored yet; scan with --db\n");
    return;
  }
  std::vector rows = {heading(lang)};
  for (const auto& line : lines) rows.push_back(cells_of(line, lang));
  print_table(context.out, rows);
}

void list(Context& context, const Options& options) {
  const auto store = open_store(context, options.where);
  if (!store) return;
  const auto runs = store->runs();
  if (!runs) return tell(context, runs.error());
  std::vector<store::RunLine> lines;
  for (const auto& run : *runs) {
    const auto counts = store->counts_of(run.id);
    if (!counts) return tell(context, counts.error());
    lines.push_back({run, *counts});
  }
  if (options.json)
    context.out << store::write_runs_json(lines);
  else
    print_runs(context, *store, lines, language_of(options.language));
}

}  // namespace

void add_runs(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  add_store_option(app, options->where);
  app.add_flag("--json", options->json, "For programs: oitcheck/runs/1");
  add_language_option(app, options->language);
  app.callback([&context, options] { list(context, *options); });
}

}  // namespace oit::cli
