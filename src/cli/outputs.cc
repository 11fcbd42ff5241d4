#include "cli/outputs.h"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "text/width.h"

namespace oit::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLongestHost = 100;  // of a folder's name

std::string quoted_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + '"';
}

/// The records of a table without its byte order mark; line ends inside quotes part none.
std::vector<std::string_view> records_of(std::string_view table) {
  if (table.starts_with(kByteOrderMark)) table.remove_prefix(kByteOrderMark.size());
  std::vector<std::string_view> records;
  bool in_quotes = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < table.size(); ++at) {
    if (table[at] == '"') in_quotes = !in_quotes;
    if (table[at] != '\n' || in_quotes) continue;
    records.push_back(table.substr(begin, at + 1 - begin));
    begin = at + 1;
  }
  return records;
}

report::Lang lang_of(const ScanArguments& arguments) {
  return arguments.lang == "en" ? report::Lang::en : report::Lang::th;
}

void write(Context& context, const std::string& path, const std::string& bytes) {
  if (path == "-") {
    context.out << bytes;
  } else if (const auto written = write_file(path, bytes); !written) {
    context.err << "oitcheck: " << text::printable(written.error().message) << '\n';
    exit_with(context, Exit::failure);
  }
}

}  // namespace

std::string html_path(const std::string& folder, std::size_t sites, std::size_t n,
                      const url::Url& seed) {
  if (sites == 1) return (fs::path(folder) / "index.html").string();
  std::string host(seed.host().substr(0, kLongestHost));
  for (char& c : host) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!is_plain) c = '-';
  }
  return (fs::path(folder) / fmt::format("{}-{}", n, host) / "index.html").string();
}

std::string write_csv_of_all(const std::vector<model::Report>& reports, report::Lang lang) {
  if (reports.size() == 1) return report::write_csv(reports.front(), lang);
  std::string all(kByteOrderMark);
  const std::string heading = lang == report::Lang::en ? "Site" : "เว็บไซต์";
  bool is_first_row = true;
  for (const auto& report : reports) {
    const auto table = report::write_csv(report, lang);
    bool is_heading = true;
    for (const auto record : records_of(table)) {
      if (!is_heading || is_first_row) {
        const std::string site = is_heading ? heading : report.seed_url;
        all.append(quoted_cell(site)).append(",").append(record);
      }
      is_heading = is_first_row = false;
    }
  }
  return all;
}

Result<bool> check_outputs(const ScanArguments& arguments, const std::vector<url::Url>& seeds) {
  if (arguments.json == "-" && arguments.csv == "-")
    return fail(ErrorCode::bad_argument,
                "--json - --csv -: only one of them can go to standard output");
  std::vector<std::string> files;
  for (const auto& file : {arguments.json, arguments.csv})
    if (!file.empty() && file != "-") files.push_back(file);
  for (std::size_t i = 0; i < seeds.size() && !arguments.html.empty(); ++i) {
    files.push_back(html_path(arguments.html, seeds.size(), i + 1, seeds[i]));
    std::error_code error;
    fs::create_directories(fs::path(files.back()).parent_path(), error);
  }
  for (const auto& file : files)
    if (auto writable = check_writable(file); !writable) return writable;
  return true;
}

void write_outputs(Context& context, const ScanArguments& arguments,
                   const std::vector<url::Url>& seeds, const std::vector<model::Report>& reports) {
  if (!arguments.json.empty())
    write(context, arguments.json,
          reports.size() == 1 ? report::write_json(reports.front())
                              : report::write_batch_json(reports));
  if (!arguments.csv.empty())
    write(context, arguments.csv, write_csv_of_all(reports, lang_of(arguments)));
  for (std::size_t i = 0; i < reports.size() && !arguments.html.empty(); ++i)
    write(context, html_path(arguments.html, seeds.size(), i + 1, seeds[i]),
          report::write_html(reports[i], lang_of(arguments)));
}

}  // namespace oit::cli
