#include "cli/output_plan.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

#include "base/clock.h"
#include "text/width.h"

namespace oit::cli {
namespace {

// NOLINTBEGIN(concurrency-mt-unsafe): nobody sets the environment
bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) == "dumb";
}

/// Source: no-color.org.
bool wants_color() {
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && !is_dumb();
}
// NOLINTEND(concurrency-mt-unsafe)

}  // namespace

void complain(Context& context, const Error& error) {
  std::string_view left = error.message;
  while (!left.empty()) {  // a list's wrong lines are told all at once
    const auto line = left.substr(0, left.find('\n'));
    context.err << "oitcheck: " << text::printable(line) << '\n';
    left.remove_prefix(std::min(line.size() + 1, left.size()));
  }
  const bool ours = error.code == ErrorCode::io || error.code == ErrorCode::internal ||
                    error.code == ErrorCode::process;
  exit_with(context, ours ? Exit::failure : Exit::usage);
}

std::size_t progress_columns() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::isatty(STDERR_FILENO) != 1 || is_dumb()) return 0;
  const bool is_known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsual;
}

OutputPlan plan_outputs(const Context& context, const ScanArguments& arguments, bool is_list) {
  OutputPlan plan;
  plan.json = arguments.json;
  plan.csv = arguments.csv;
  plan.html = arguments.html;
  plan.xlsx = arguments.xlsx;
  plan.ranking = arguments.ranking;
  plan.docx = arguments.docx;
  plan.arabic_digits = arguments.arabic_digits;
  plan.lang = arguments.lang == "en" ? report::Lang::en : report::Lang::th;
  plan.has_table = !arguments.quiet && arguments.json != "-" && arguments.csv != "-";
  plan.is_list = is_list;
  plan.table.lang = plan.lang;
  plan.table.width = context.is_terminal ? context.columns : 100;
  plan.table.color = context.is_terminal && wants_color();
  plan.table.cut = context.is_terminal;
  return plan;
}

std::string new_run_id() {
  const auto now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z-{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     ::getpid());
}

report::BatchHead head_of(const std::string& run, const scan::ScanOptions& options,
                          const model::Rulebook& rulebook) {
  return {options.tool_version,      run,
          SystemClock().now(),       options.as_of,
          rulebook.year.id,          rulebook.revision,
          rulebook.year.fiscal_year, rulebook.year.items.size(),
          rulebook.year.provisional, rulebook.year.based_on};
}

}  // namespace oit::cli
