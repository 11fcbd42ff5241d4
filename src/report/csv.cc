#include "report/csv.h"

#include <string_view>
#include <vector>

#include "report/clean.h"
#include "report/words.h"

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

std::vector<std::string> headings(Lang lang) {
  if (lang == Lang::en)
    return {"Item",          "Title",
            "Status",        "Reason",
            "Evidence URL",  "Period required",
            "Period found",  "Read from",
            "Confidence",    "Unit",
            "Action",        "Due window",
            "Due",           "Points",
            "Declared URL",  "Declared status",
            "Sub-indicator", "Waiver"};
  return {"ข้อ",         "ชื่อรายการ",  "สถานะ",       "เหตุผล",
          "หลักฐาน URL", "ช่วงที่กำหนด", "ช่วงที่พบ",      "อ่านช่วงจาก",
          "ความเชื่อมั่น",  "หน่วยงาน",   "วิธีดำเนินการ",  "ระยะเวลาดำเนินการ",
          "กำหนด",      "คะแนน",     "URL ที่กรอกไว้", "ผลของ URL ที่กรอกไว้",
          "ตัวชี้วัดย่อย",   "ยกเว้น"};
}

std::vector<std::string> cells(const model::Finding& finding, Lang lang) {
  const auto& declared = finding.submitted;
  return {finding.id,
          pick(lang, finding.title),
          std::string(status_text(finding.status, lang)),
          reason_text(finding, lang),
          finding.evidence.empty() ? "" : typed_address(finding.evidence.front().url),
          required_text(finding.required, lang),
          finding.found ? period_text(*finding.found, lang) : "",
          std::string(place_text(finding.read_from, lang)),
          number_text(finding.confidence),
          finding.unit,
          pick(lang, finding.action),
          window_text(finding, lang),
          finding.due ? day_text(*finding.due, lang) : "",
          points_text(finding.points),
          declared ? typed_address(declared->url) : "",
          declared ? std::string(status_text(declared->status, lang)) : "",
          finding.sub_indicator,
          waiver_text(finding.waiver, lang)};
}

}  // namespace

std::string write_csv(const model::Report& raw, Lang lang) {
  const auto report = clean(raw);
  std::string out(kByteOrderMark);
  add_row(out, headings(lang));
  for (const auto& finding : report.findings) add_row(out, cells(finding, lang));
  return out;
}

std::string write_csv_head_of_sites(Lang lang) {
  auto names = headings(lang);
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
    auto row = cells(finding, lang);
    row.insert(row.begin(), {report.seed_url, site_id});
    add_row(out, row);
  }
  return out;
}

}  // namespace oit::report
