#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "report/paper.h"
#include "report/papers.h"

namespace oit::report {

/// What every form is drawn from. References outlive the drawing.
struct PaperSource {
  const model::Report& report;  ///< cleaned
  const OfficeFacts& facts;
  PaperStyle style;
};

/// What a cell says where only a person can know.
inline constexpr std::string_view kForPerson = "(ให้เจ้าหน้าที่กรอก: ตรวจจากเว็บไซต์ไม่ได้)";
inline constexpr std::string_view kOnWeb = "(ตรวจสอบได้จากเว็บไซต์ของหน่วยงาน)";
inline constexpr std::string_view kTick = "✓";

/// True for what an office can mend: incomplete, stale, broken or missing, and no mere warning.
bool needs_work(const model::Finding& finding);

/// Findings that need work, in item order.
std::vector<const model::Finding*> work_of(const model::Report& report);

/// "O12 รายงาน…"
std::string item_text(const model::Finding& finding, Lang lang);

/// The verdict and why, in one line: "ไม่เป็นปัจจุบัน: พบเฉพาะ…".
std::string verdict_text(const model::Finding& finding, Lang lang);

/// What is to be done: the item's action, or what every item asks for.
std::string method_text(const PaperSource& source, const model::Finding& finding);

/// The finding's window from the report's day to its deadline: "ม.ค. - มี.ค. 66".
std::string window_from(const model::Report& report, const model::Finding& finding);

/// The months of the fiscal year up to the report's day: "ต.ค. 65 - มี.ค. 66".
std::string year_window(const model::Report& report);

/// "รายงานผลการดำเนินการในที่ประชุมประจำเดือน มี.ค.66": the window's last month.
std::string follow_up_text(const model::Report& report, const model::Finding& finding);

/// The address that decided a finding, as it may be typed; "" when there is none.
std::string address_of(const model::Finding& finding);

/// "9.1 ข้อมูลพื้นฐาน", or the id alone where the title is unknown.
std::string group_text(const OfficeFacts& facts, const std::string& id, Lang lang);

/// The office's name, or the address of its site.
std::string office_name(const model::Report& report);

/// "82.84", always with two places, as the assessors print scores.
std::string score_text(double score);

/// "85", or "87.5": a mark of the rules.
std::string mark_text(double mark);

/// The band that a total of `score` has; "" when the year has none.
std::string band_of(const OfficeFacts& facts, double score);

/// A heading of a paper.
Line title_line(std::string text);
Line heading_line(std::string text);
Line body_line(std::string text);

/// A row of headings over the columns.
PaperRow head_row(const std::vector<std::string>& names);

PaperCell text_cell(std::string text, Align align = Align::left);

/// Lines one above the other; numbered when there are several and `numbers` says so.
PaperCell list_cell(std::vector<std::string> lines, bool numbers = false);

}  // namespace oit::report
