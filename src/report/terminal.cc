#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "audit/judge.h"
#include "report/clean.h"
#include "report/notice.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::report {
namespace {

constexpr std::size_t kNarrowest = 60, kNumber = 4, kStatus = 17;
constexpr std::array kStatuses = {model::Status::published, model::Status::incomplete,
                                  model::Status::stale,     model::Status::broken,
                                  model::Status::missing,   model::Status::not_due,
                                  model::Status::unverified};

struct Mark {
  std::string_view sign, color;
};

Mark mark_of(model::Status status) {
  switch (status) {
    case model::Status::published:
      return {"✓", "\x1b[32m"};
    case model::Status::not_due:
      return {"-", "\x1b[36m"};
    case model::Status::unverified:
      return {"?", "\x1b[33m"};
    case model::Status::incomplete:
    case model::Status::stale:
      return {"!", "\x1b[33m"};
    case model::Status::broken:
    case model::Status::missing:
      return {"✗", "\x1b[31m"};
  }
  return {"?", ""};
}

std::size_t count(const model::Report& report, model::Status status) {
  return static_cast<std::size_t>(
      std::ranges::count(report.findings, status, &model::Finding::status));
}

/// The table's lines, each cut to its width.
class Table {
 public:
  explicit Table(const TableOptions& options)
      : options_(options), width_(std::max(options.width, kNarrowest)) {}

  std::string_view say(std::string_view th, std::string_view en) const {
    return pick(options_.lang, th, en);
  }
  /// `text` in at most `columns`, or whole when nothing is cut.
  std::string fit(std::string_view text, std::size_t columns) const {
    return options_.cut ? text::fit_to(text, columns) : std::string(text);
  }
  void line(std::string_view text) { out_.append(fit(text, width_)).append("\n"); }
  void uncut(std::string_view text) { out_.append(text).append("\n"); }
  void section(std::string_view th, std::string_view en) {
    out_ += '\n';
    bold(say(th, en));
  }
  void bold(std::string_view text) {
    const auto fitted = fit(text, width_);
    out_.append(options_.color ? "\x1b[1m" + fitted + "\x1b[0m" : fitted).append("\n");
  }
  void rule() {
    for (std::size_t i = 0; i < width_; ++i) out_ += "─";
    out_ += '\n';
  }
  void head(const model::Report& report);
  void columns();
  void item(const model::Finding& finding);
  void counts(const model::Report& report);
  void legend(const model::Report& report);
  void score(const model::Report& report);
  void problems(const model::Report& report);
  void limits(const model::Report& report);
  void features(const model::Report& report);
  void addresses(const model::Report& report);
  std::string take() { return std::move(out_); }

 private:
  std::size_t unit_width() const { return width_ < 100 ? 16 : 26; }
  std::size_t title_width() const { return width_ - kNumber - kStatus - unit_width() - 3; }
  void row(std::string_view number, std::string_view title, const std::string& status,
           std::string_view unit);
  std::string to_do(const model::Finding& finding) const;
  void waiver(model::Waiver waiver);
  /// What follows a number that is not sure: "*" while the list is provisional, "?" by inference.
  std::string doubt_mark(const model::Finding& finding) const {
    if (provisional_) return "*";
    return finding.basis == model::Basis::inferred ? "?" : "";
  }

  const TableOptions& options_;
  std::size_t width_;
  bool provisional_ = false;
  std::string out_;
};

void Table::head(const model::Report& report) {
  provisional_ = report.provisional;
  const auto lang = options_.lang;
  auto first = lang == Lang::th
                   ? fmt::format("{} (ปีงบประมาณ พ.ศ. {}, {} ข้อ) · ตรวจ ณ {}", report.rulebook_id,
                                 fiscal_year_text(report.fiscal_year, lang), report.items,
                                 day_text(report.as_of, lang))
                   : fmt::format("{} (fiscal year {}, {} items) · as of {}", report.rulebook_id,
                                 fiscal_year_text(report.fiscal_year, lang), report.items,
                                 day_text(report.as_of, lang));
  if (report.provisional) first.append(" · ").append(provisional_text(report.based_on, lang));
  if (report.outcome != "ok") first.append(" · ").append(outcome_text(report.outcome, lang));
  uncut(first);
  if (!report.site_name.empty()) bold(report.site_name);
  uncut(typed_address(report.final_url.empty() ? report.seed_url : report.final_url));
  for (const auto& name : report.notices) line("! " + pick(lang, notice(name, report).text));
  for (const auto& problem : report.problems)
    if (problem.category == "other_list" || problem.category == "sector_list")
      uncut("! " + pick(lang, problem.text));
}

void Table::row(std::string_view number, std::string_view title, const std::string& status,
                std::string_view unit) {
  out_ += text::pad_to(number, kNumber) + ' ' +
          text::pad_to(fit(title, title_width()), title_width()) + ' ' + status + ' ' +
          fit(unit, unit_width()) + '\n';
}

void Table::columns() {
  out_ += '\n';
  row(say("ข้อ", "Item"), say("รายการ", "Subject"), text::pad_to(say("สถานะ", "Status"), kStatus),
      say("หน่วยงาน", "Unit"));
  rule();
}

/// What is wrong and what to do, in one line; for what we could not see, who can lift it.
std::string Table::to_do(const model::Finding& finding) const {
  const auto lang = options_.lang;
  const std::size_t room = width_ - kNumber - 1;
  std::string reason = reason_text(finding, lang);
  if (finding.status == model::Status::unverified && finding.cause)
    return reason + " (" + std::string(say("แก้ไขโดย: ", "to be lifted by: ")) +
           pick(lang, finding.cause->who) + ")";
  const auto& action = pick(lang, finding.action);
  if (reason.empty() || action.empty()) return reason + action;
  const std::size_t rest = text::display_width(action) + 3;
  reason = fit(reason, std::max(room / 2, rest < room ? room - rest : 0));
  return reason + " → " + action;
}

void Table::item(const model::Finding& finding) {
  const auto mark = mark_of(finding.status);
  auto status = text::pad_to(
      std::string(mark.sign) + ' ' + std::string(status_text(finding.status, options_.lang)),
      kStatus);
  if (options_.color) status = std::string(mark.color) + status + "\x1b[0m";
  row(finding.id + doubt_mark(finding), pick(options_.lang, finding.title), status, finding.unit);
  if (finding.status == model::Status::published) return;
  const auto words = to_do(finding);
  if (!words.empty()) line(std::string(kNumber + 1, ' ') + words);
  if (finding.warns) line(std::string(kNumber + 1, ' ') + std::string(warns_text(options_.lang)));
  if (finding.waiver) waiver(*finding.waiver);
}

/// A long reason is cut, never who answers for it and until when.
void Table::waiver(model::Waiver waiver) {
  const auto head = std::string(kNumber + 1, ' ') + std::string(say("ยกเว้น: ", "waived: "));
  const auto reason = std::exchange(waiver.reason, {});
  const auto rest = text::display_width(head + waiver_text(waiver, options_.lang));
  waiver.reason = fit(reason, rest < width_ ? width_ - rest : 0);
  line(head + waiver_text(waiver, options_.lang));
}

void Table::counts(const model::Report& report) {
  std::string words;
  for (const auto status : kStatuses) {
    if (count(report, status) == 0) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : " · ", status_text(status, options_.lang),
                         count(report, status));
  }
  rule();
  line(words);
  legend(report);
}

/// What the marks behind numbers mean, and what numbers and titles stand on.
void Table::legend(const model::Report& report) {
  if (report.provisional) line("* " + provisional_text(report.based_on, options_.lang));
  std::map<model::Basis, int> items;
  for (const auto& finding : report.findings) ++items[finding.basis];
  for (const auto& [basis, count] : items) {
    if (basis == model::Basis::unstated) continue;
    const bool is_marked = basis == model::Basis::inferred && !report.provisional;
    line(fmt::format("{}{} {}: {}", is_marked ? "? " : "", count, say("ข้อ", "items"),
                     basis_text(basis, options_.lang)));
  }
}

void Table::score(const model::Report& report) {
  if (!is_checked(report)) {
    line(say("คะแนน OIT ไม่ได้ตรวจ เพราะเปิดเว็บไซต์ไม่ได้",
             "OIT score not checked: the site did not open"));
    return;
  }
  const auto& score = report.score;
  if (!score.given) {
    line(say("คะแนน OIT ไม่ให้คะแนน เพราะหน่วยงานประเภทนี้ประเมินตามรายการของสังกัดอื่น",
             "no OIT score: an agency of this type is assessed by another sector's list"));
    return;
  }
  line(fmt::format("{} {} · {} {} · {} {} · {} {}", say("คะแนน OIT", "OIT score"),
                   number_text(score.oit), say("ระดับ", "band"), band_text(score, options_.lang),
                   say("สูงสุดที่เป็นไปได้", "at best"), number_text(score.oit_best),
                   say("หากแก้ไขครบ", "if all is mended"), number_text(score.if_fixed)));
  line(fmt::format("  {}", best_score_text(options_.lang)));
  line(fmt::format("  {}", mended_score_text(options_.lang)));
  line(fmt::format("{} {} {}", say("คะแนน ITA ที่จะเสีย", "ITA points at stake"),
                   points_text(score.points_lost), say("จาก 40", "of 40")));
  const auto due = std::ranges::find_if(report.findings, [](const model::Finding& finding) {
    return finding.due && audit::needs_work(finding);
  });
  if (due != report.findings.end())
    line(fmt::format("{} {}{}", say("กำหนดส่ง", "deadline"), day_text(*due->due, options_.lang),
                     due->overdue ? say(" (เลยกำหนดแล้ว)", " (past)") : ""));
}

void Table::problems(const model::Report& report) {
  if (report.problems.empty()) return;
  section("ปัญหาของเว็บไซต์", "Problems of the site");
  for (const auto& problem : report.problems) {
    line("- " + pick(options_.lang, problem.text));
    if (!problem.url.empty()) uncut("  " + typed_address(problem.url));
  }
}

void Table::limits(const model::Report& report) {
  if (!report.limits_hit.empty()) {
    section("ขีดจำกัดที่ทำให้อ่านไม่ครบ", "Limits that bit");
    for (const auto& limit : report.limits_hit)
      line(fmt::format("- {}", limit_text(limit, options_.lang)));
  }
  out_ += '\n';
  line(fmt::format("{} {} · {} {} · {} {} · {} {}", say("อ่านแล้ว", "read"), report.coverage_read,
                   say("ยังไม่ได้อ่าน", "waiting"), report.coverage_waiting, say("เอกสาร", "documents"),
                   report.documents, say("คำขอ", "requests"), report.requests));
}

void Table::features(const model::Report& report) {
  if (report.features.empty()) return;
  section("ช่องทางบนเว็บไซต์", "Channels on the site");
  for (const auto& feature : report.features) {
    if (is_checked(report))
      uncut(
          fmt::format("{} {}", feature.found ? "✓" : "✗", feature_text(feature.id, options_.lang)));
    else
      uncut(fmt::format("{}: {}", feature_text(feature.id, options_.lang),
                        feature_result_text(report, feature, options_.lang)));
    if (feature.found && !feature.url.empty()) uncut("  " + typed_address(feature.url));
  }
}

void Table::addresses(const model::Report& report) {
  const bool declared = std::ranges::any_of(
      report.findings, [](const model::Finding& finding) { return finding.submitted.has_value(); });
  if (!declared && !options_.best_addresses) return;
  section("ที่อยู่ที่ควรกรอกในระบบประเมิน", "Addresses to enter in the assessment system");
  for (const auto& finding : report.findings) {
    if (finding.submitted) {
      const auto& one = *finding.submitted;
      uncut(text::pad_to(finding.id, kNumber) + ' ' + std::string(say("กรอกไว้ ", "declared ")) +
            typed_address(one.url));
      line(fmt::format("{:5}{}{}{}", "", status_text(one.status, options_.lang),
                       one.why.th.empty() ? "" : ": ", pick(options_.lang, one.why)));
      if (!one.reachable_from_home)
        line(fmt::format("{:5}{}", "",
                         say("ไปถึงจากหน้าแรกไม่ได้", "cannot be reached from the home page")));
    }
    if (finding.status != model::Status::published || finding.evidence.empty()) continue;
    uncut(text::pad_to(finding.id, kNumber) + ' ' + typed_address(finding.evidence.front().url));
  }
}

}  // namespace

std::string write_table(const model::Report& raw, const TableOptions& options) {
  const auto report = clean(raw);
  Table table(options);
  table.head(report);
  table.columns();
  for (const auto& finding : report.findings) table.item(finding);
  table.counts(report);
  table.score(report);
  table.problems(report);
  table.limits(report);
  table.features(report);
  table.addresses(report);
  return table.take();
}

std::string write_summary_line(const model::Report& raw) {
  const auto report = clean(raw);
  auto out = fmt::format("{} {} {} oit={}", report.seed_url, report.rulebook_id, report.outcome,
                         number_text(report.score.oit));
  for (const auto status : kStatuses)
    out += fmt::format(" {}={}", model::name_of(status), count(report, status));
  out += report.complete ? " complete" : " partial";
  if (report.provisional) out += " provisional";
  return out;
}

}  // namespace oit::report
