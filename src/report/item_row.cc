#include "report/item_row.h"

#include <string_view>

#include "report/clean.h"
#include "report/words.h"

namespace oit::report {
namespace {

/// What the item's rule stands on, in one cell.
std::string rule_text(const model::Report& report, const model::Finding& finding, Lang lang) {
  std::string out = report.provisional ? provisional_text(report.based_on, lang) : "";
  for (const auto words :
       {basis_text(finding.basis, lang), finding.warns ? warns_text(lang) : std::string_view{}})
    if (!words.empty()) out.append(out.empty() ? "" : "; ").append(words);
  return out;
}

}  // namespace

std::vector<std::string> item_headings(Lang lang) {
  if (lang == Lang::en)
    return {"Item",          "Title",
            "Status",        "Reason",
            "Evidence URL",  "Period required",
            "Period found",  "Read from",
            "Confidence",    "Unit",
            "Action",        "Due window",
            "Due",           "Points",
            "Declared URL",  "Declared status",
            "Sub-indicator", "Waiver",
            "Basis"};
  return {"ข้อ",         "ชื่อรายการ",  "สถานะ",        "เหตุผล",
          "หลักฐาน URL", "ช่วงที่กำหนด", "ช่วงที่พบ",       "อ่านช่วงจาก",
          "ความเชื่อมั่น",  "หน่วยงาน",   "วิธีดำเนินการ",   "ระยะเวลาดำเนินการ",
          "กำหนด",      "คะแนน",     "URL ที่กรอกไว้",  "ผลของ URL ที่กรอกไว้",
          "ตัวชี้วัดย่อย",   "ยกเว้น",     "ที่มาของข้อกำหนด"};
}

std::vector<std::string> item_cells(const model::Report& report, const model::Finding& finding,
                                    Lang lang) {
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
          waiver_text(finding.waiver, lang),
          rule_text(report, finding, lang)};
}

}  // namespace oit::report
