#include "report/paper_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/due.h"
#include "report/clean.h"
#include "report/words.h"

namespace oit::report {
namespace {

constexpr int kBuddhistEra = 543;
constexpr int kTitlePoints = 18;

}  // namespace

bool needs_work(const model::Finding& finding) {
  using enum model::Status;
  return !finding.warns && (finding.status == incomplete || finding.status == stale ||
                            finding.status == broken || finding.status == missing);
}

std::vector<const model::Finding*> work_of(const model::Report& report) {
  std::vector<const model::Finding*> out;
  for (const auto& finding : report.findings)
    if (needs_work(finding)) out.push_back(&finding);
  return out;
}

std::string item_text(const model::Finding& finding, Lang lang) {
  return finding.id + ' ' + pick(lang, finding.title);
}

std::string verdict_text(const model::Finding& finding, Lang lang) {
  const auto reason = reason_text(finding, lang);
  std::string out(status_text(finding.status, lang));
  return reason.empty() ? out : out + ": " + reason;
}

std::string method_text(const PaperSource& source, const model::Finding& finding) {
  const auto& action = pick(source.style.lang, finding.action);
  return action.empty() ? source.facts.rules.method : action;
}

std::string window_from(const model::Report& report, const model::Finding& finding) {
  if (!finding.due) return {};
  return audit::due_window(report.as_of, *finding.due).th;
}

std::string year_window(const model::Report& report) {
  using namespace std::chrono;
  const year ends(report.fiscal_year - kBuddhistEra);
  const text::Day first((ends - years(1)) / October / day(1));
  const text::Day last(ends / September / day(30));
  return audit::due_window(first, std::clamp(report.as_of, first, last)).th;
}

std::string follow_up_text(const model::Report& report, const model::Finding& finding) {
  if (!finding.due) return {};
  const auto last = std::max(report.as_of, *finding.due);
  auto month = audit::due_window(last, last).th;
  std::erase(month, ' ');
  return "รายงานผลการดำเนินการในที่ประชุมประจำเดือน " + month;
}

std::string address_of(const model::Finding& finding) {
  if (finding.evidence.empty() || !is_web_address(finding.evidence.front().url)) return {};
  return typed_address(finding.evidence.front().url);
}

std::string group_text(const OfficeFacts& facts, const std::string& id, Lang lang) {
  const auto title = facts.titles.find(id);
  return title == facts.titles.end() ? id : id + ' ' + pick(lang, title->second);
}

std::string office_name(const model::Report& report) {
  return report.site_name.empty() ? report.seed_url : report.site_name;
}

std::string score_text(double score) { return fmt::format("{:.2f}", score); }

std::string mark_text(double mark) { return fmt::format("{:g}", mark); }

std::string band_of(const OfficeFacts& facts, double score) {
  for (const auto& band : facts.bands)
    if (score >= band.from) return band.title.th.empty() ? band.id : band.title.th;
  return {};
}

Line title_line(std::string text) {
  return {std::move(text), Align::center, true, kTitlePoints, 0, true};
}

Line heading_line(std::string text) { return {std::move(text), Align::left, true, 16, 0, true}; }

Line body_line(std::string text) {
  constexpr double kFirst = 2.5;  // as official letters have it
  return {std::move(text), Align::left, false, 16, kFirst, false};
}

PaperRow head_row(const std::vector<std::string>& names) {
  PaperRow row;
  for (const auto& name : names) row.push_back({{name}, Align::center, true});
  return row;
}

PaperCell text_cell(std::string text, Align align) { return {{std::move(text)}, align}; }

PaperCell list_cell(std::vector<std::string> lines, bool numbers) {
  PaperCell cell{std::move(lines)};
  if (numbers && cell.lines.size() > 1)
    for (std::size_t i = 0; i < cell.lines.size(); ++i)
      cell.lines[i] = fmt::format("{}. {}", i + 1, cell.lines[i]);
  return cell;
}

}  // namespace oit::report
