#include "cli/scan.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>

#include "audit/judge.h"
#include "base/clock.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/scan_options.h"
#include "doc/document_reader.h"
#include "report/terminal.h"
#include "rulebook/load.h"
#include "scan/scanner.h"
#include "scan/site_file.h"
#include "text/width.h"

namespace oit::cli {
namespace {

std::atomic<bool> stop_asked{false};
volatile std::sig_atomic_t stop_signal = 0;

void on_signal(int signal) {
  stop_signal = signal;
  stop_asked = true;
}

/// A message for people, and the exit code that goes with its kind.
void complain(Context& context, const Error& error) {
  context.err << "oitcheck: " << text::printable(error.message) << '\n';
  const bool ours = error.code == ErrorCode::io || error.code == ErrorCode::internal ||
                    error.code == ErrorCode::process;
  exit_with(context, ours ? Exit::failure : Exit::usage);
}

Result<model::Rulebook> load_rules(const ScanArguments& arguments, text::Day as_of) {
  const auto folder = rulebook::find_rules();
  if (!folder) return pass_on(folder);
  std::string chosen = arguments.rules;
  if (chosen.empty()) {
    const auto year = rulebook::default_year(*folder, as_of);
    if (!year) return pass_on(year);
    chosen = *year;
  }
  return rulebook::load(*folder, chosen);
}

/// A file of the operator's that cannot be read is wrong usage, not a failure of ours.
tl::unexpected<Error> bad_config(Error error) {
  error.code = ErrorCode::bad_config;
  return tl::unexpected(std::move(error));
}

Result<model::SiteProfile> load_profile(const ScanArguments& arguments,
                                        const model::Rulebook& rulebook) {
  model::SiteProfile profile;
  if (!arguments.site.empty()) {
    auto read = scan::read_site_file(arguments.site, rulebook);
    if (!read) return bad_config(std::move(read.error()));
    profile = std::move(*read);
  }
  if (!arguments.submitted.empty()) {
    auto read = scan::read_submitted_file(arguments.submitted, rulebook, profile);
    if (!read) return bad_config(std::move(read.error()));
  }
  return profile;
}

/// Exit 3 when no site could be checked at all, 1 when something needs attention.
void note_exit(Context& context, const std::vector<model::Report>& reports) {
  bool any_checked = false;
  for (const auto& report : reports) {
    if (report.outcome == "ok") any_checked = true;
    for (const auto& finding : report.findings)
      if (finding.status != model::Status::published && finding.status != model::Status::not_due)
        exit_with(context, Exit::attention);
  }
  if (!any_checked) exit_with(context, Exit::no_site);
}

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

/// Of the terminal a moving line may be drawn on; 0 when standard error is none.
std::size_t progress_columns() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::isatty(STDERR_FILENO) != 1 || is_dumb()) return 0;
  const bool is_known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsual;
}

void print_report(Context& context, const ScanArguments& arguments, const model::Report& report) {
  if (arguments.quiet || arguments.json == "-" || arguments.csv == "-") return;
  report::TableOptions options;
  options.lang = arguments.lang == "en" ? report::Lang::en : report::Lang::th;
  options.width = context.is_terminal ? context.columns : 100;
  options.color = context.is_terminal && wants_color();
  options.cut = context.is_terminal;
  context.out << report::write_table(report, options);
}

void scan_sites(Context& context, const ScanArguments& arguments) {
  const auto seeds = read_seeds(arguments);
  if (!seeds) return complain(context, seeds.error());
  const auto options = read_scan_options(arguments, *seeds);
  if (!options) return complain(context, options.error());
  const auto rulebook = load_rules(arguments, options->as_of);
  if (!rulebook) return complain(context, rulebook.error());
  const auto profile = load_profile(arguments, *rulebook);
  if (!profile) return complain(context, profile.error());
  if (const auto outputs = check_outputs(arguments, *seeds); !outputs)
    return complain(context, outputs.error());
  auto documents = doc::SandboxedReader::start();  // before any thread
  if (!documents) return complain(context, documents.error());
  const SystemClock clock;
  auto scanner = scan::Scanner::make(*rulebook, **documents, clock, *options, *seeds);
  if (!scanner) return complain(context, scanner.error());

  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // nohup
  std::vector<model::Report> reports;
  for (const auto& seed : *seeds) {
    if (stop_asked && !reports.empty()) break;
    Progress progress(context.err, progress_columns(), arguments.quiet, arguments.verbose,
                      options->max_time);
    reports.push_back(
        (*scanner)->scan(seed, *profile, stop_asked, [&](const auto& now) { progress.show(now); }));
    progress.end();
    print_report(context, arguments, reports.back());
  }
  write_outputs(context, arguments, *seeds, reports);
  note_exit(context, reports);
  if (stop_signal != 0) context.exit = 128 + stop_signal;
}

}  // namespace

void add_scan(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ScanArguments>();
  declare_scan_options(app, *arguments);
  app.callback([arguments, &context] { scan_sites(context, *arguments); });
}

}  // namespace oit::cli
