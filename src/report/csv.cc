#include "report/csv.h"

#include <string_view>
#include <vector>

#include "report/clean.h"
#include "report/item_row.h"

namespace oit::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormulaStarts = "=+-@\t\r";

std::string cell(std::string_view text) {
  std::string out = "\"";
  if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void add_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    out.append(i == 0 ? "" : ",").append(cell(cells[i]));
  out += "\r\n";
}

}  // namespace

std::string write_csv(const model::Report& raw, Lang lang) {
  const auto report = clean(raw);
  std::string out(kByteOrderMark);
  add_row(out, item_headings(lang));
  for (const auto& finding : report.findings) add_row(out, item_cells(report, finding, lang));
  return out;
}

std::string write_csv_head_of_sites(Lang lang) {
  auto names = item_headings(lang);
  const bool is_english = lang == Lang::en;
  names.insert(names.begin(), {is_english ? "Site" : "เว็บไซต์", is_english ? "Site id" : "รหัส"});
  std::string out(kByteOrderMark);
  add_row(out, names);
  return out;
}

std::string write_csv_rows(const model::Report& raw, const std::string& site_id, Lang lang) {
  const auto report = clean(raw);
  std::string out;
  for (const auto& finding : report.findings) {
    auto row = item_cells(report, finding, lang);
    row.insert(row.begin(), {report.seed_url, site_id});
    add_row(out, row);
  }
  return out;
}

}  // namespace oit::report
