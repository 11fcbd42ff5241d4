#include "report/read_batch.h"

#include <fstream>
#include <sstream>

#include "base/file.h"
#include "report/read_json.h"

namespace oit::report {
namespace {

/// The report in a line that write_batch_entry() wrote; empty when the line is none, or has none.
std::string_view report_in(std::string_view line) {
  constexpr std::string_view kKey = ",\"report\":{";
  const auto at = line.starts_with("{\"requested\":") ? line.find(kKey) : std::string_view::npos;
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + kKey.size() - 1);
  while (line.ends_with(',') || line.ends_with('\r')) line.remove_suffix(1);
  line.remove_suffix(1);  // of the entry
  return line;
}

}  // namespace

Result<bool> read_reports(const std::filesystem::path& path,
                          const std::function<void(const model::Report&)>& on_report) {
  const auto refuse = [&path](const Error& error) {
    return fail(ErrorCode::bad_argument, path.string() + ": " + error.message);
  };
  std::ifstream in(path, std::ios::binary);
  std::string first;
  if (!in || !std::getline(in, first)) return fail(ErrorCode::io, "cannot read " + path.string());
  const bool is_batch = first.find("oitcheck/batch/1") != std::string::npos;
  const auto has_no_report = [](std::string_view text) {  // a line of a site that was never begun
    return text.starts_with("{\"requested\":");
  };
  const bool has_lines =
      !is_batch && (has_no_report(first) || first.find("oitcheck/report/1") != std::string::npos);
  if (!is_batch && !has_lines) {  // one report, over many lines
    const auto text = read_file(path);
    if (!text) return pass_on(text);
    const auto report = read_json(*text);
    if (!report) return refuse(report.error());
    on_report(*report);
    return true;
  }
  std::string line = first;
  do {
    const auto text = has_lines ? std::string_view(line) : report_in(line);
    if (text.empty() || has_no_report(text)) continue;
    const auto report = read_json(text);
    if (!report) return refuse(report.error());
    on_report(*report);
  } while (std::getline(in, line));
  return true;
}

}  // namespace oit::report
