#include "report/form_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "report/measure.h"
#include "report/memo.h"
#include "report/words.h"

namespace oit::report {
namespace {

constexpr int kBuddhistEra = 543;

text::DaySpan year_of(const model::Report& report) {
  using namespace std::chrono;
  const year ends(report.fiscal_year - kBuddhistEra);
  return {text::Day((ends - years(1)) / October / day(1)), text::Day(ends / September / day(30))};
}

/// The last day of the fiscal year's first `months`.
text::Day round_end(const model::Report& report, int months) {
  using namespace std::chrono;
  const year_month first = year(report.fiscal_year - kBuddhistEra - 1) / October;
  return text::Day((first + std::chrono::months(months)) / day(1)) - days(1);
}

/// True when dated evidence that serves (last year's calendar year reaches into this one) falls
/// into the round that ends with `months`.
bool is_reported(const model::Report& report, const std::vector<const model::Finding*>& findings,
                 int before, int months) {
  const auto from =
      before == 0 ? year_of(report).first - std::chrono::days(1) : round_end(report, before);
  const auto until = std::min(round_end(report, months), report.as_of);
  return std::ranges::any_of(findings, [&](const model::Finding* finding) {
    return finding->status == model::Status::published && finding->found && finding->found->span &&
           finding->found->span->last > from && finding->found->span->last <= until;
  });
}

PaperCell rounds_cell(const model::Report& report, const model::PaperMeasure& measure,
                      const std::vector<const model::Finding*>& findings) {
  PaperCell cell{{"รายงานผลการดำเนินงานตามมาตรการ"}};
  int before = 0;
  for (const int months : measure.rounds) {
    cell.lines.push_back(fmt::format(
        "{} รอบ {} เดือน", is_reported(report, findings, before, months) ? "☑" : "☐", months));
    before = months;
  }
  return cell;
}

bool overlaps(const text::DaySpan& one, const text::DaySpan& other) {
  return one.first <= other.last && other.first <= one.last;
}

/// Evidence of neither the fiscal year nor the period the item asks for: a slip, or last year's.
std::string warning(const model::Report& report, const model::Finding& finding) {
  if (!finding.found || !finding.found->span) return {};
  const auto& span = *finding.found->span;
  if (overlaps(span, year_of(report))) return {};
  if (finding.required.span && overlaps(span, *finding.required.span)) return {};
  return fmt::format("ข้อควรระวัง: {} หลักฐานลงวันที่ {} อยู่นอกปีงบประมาณ พ.ศ. {}", finding.id,
                     period_text(*finding.found, Lang::th), report.fiscal_year);
}

PaperRow measure_row(const PaperSource& source, const model::PaperMeasure& measure) {
  const auto& report = source.report;
  const auto lang = source.style.lang;
  const auto findings = findings_of(report, measure.topics);
  PaperRow row = {text_cell(measure.name), text_cell(measure.guideline),
                  list_cell(measure.steps, true)};
  if (findings.empty()) {
    row.push_back(text_cell(""));
    row.push_back(rounds_cell(report, measure, {}));
    row.push_back(text_cell(std::string(kForPerson)));
    row.push_back(text_cell(""));
    return row;
  }
  row.push_back({units_of(findings)});
  row.push_back(rounds_cell(report, measure, findings));
  PaperCell results, advice{wanting_lines(findings, lang)};
  for (const auto* finding : findings) {
    auto line =
        fmt::format("{}: {}", item_text(*finding, lang), status_text(finding->status, lang));
    if (finding->found) line += " (" + period_text(*finding->found, Lang::th) + ")";
    results.lines.push_back(std::move(line));
    if (auto address = address_of(*finding); !address.empty()) results.lines.push_back(address);
    if (auto words = warning(report, *finding); !words.empty()) advice.lines.push_back(words);
  }
  row.push_back(std::move(results));
  row.push_back(std::move(advice));
  return row;
}

/// Of the year's list, or of the surveys, which no list of items names; "" when unknown.
std::string indicator_name(const OfficeFacts& facts, int number, Lang lang) {
  if (const auto title = facts.titles.find(std::to_string(number)); title != facts.titles.end())
    return pick(lang, title->second);
  auto left = static_cast<std::size_t>(number);
  for (const auto& survey : facts.rules.surveys) {
    if (left <= survey.indicators.size()) return survey.indicators[left - 1];
    left -= survey.indicators.size();
  }
  return {};
}

struct Scored {
  int number;
  double score;
};

/// The indicators whose score is known, highest first.
std::vector<Scored> ranked(const OfficeFacts& facts) {
  std::vector<Scored> out;
  for (const auto& [key, score] : facts.scores) {
    int number = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
    if (error == std::errc() && end == key.data() + key.size()) out.push_back({number, score});
  }
  std::ranges::sort(out, {}, &Scored::number);
  std::ranges::stable_sort(out, std::ranges::greater(), &Scored::score);
  return out;
}

std::string scored_text(const OfficeFacts& facts, const Scored& one, Lang lang) {
  return fmt::format("ตัวชี้วัดที่ {} {} {} คะแนน", one.number, indicator_name(facts, one.number, lang),
                     score_text(one.score));
}

void add_scores(const PaperSource& source, std::vector<Block>& to) {
  const auto& facts = source.facts;
  const auto lang = source.style.lang;
  to.emplace_back(heading_line("2. ผลการประเมิน"));
  const auto total = facts.scores.find("total");
  if (total != facts.scores.end()) {
    const auto band = band_of(facts, total->second);
    to.emplace_back(body_line(score_text(total->second) + " คะแนน" +
                              (band.empty() ? "" : " อยู่ในระดับ " + band)));
  }
  const auto scores = ranked(facts);
  if (scores.empty())
    return to.emplace_back(body_line("คะแนนรายตัวชี้วัดยังไม่ได้ระบุ ให้เจ้าหน้าที่กรอกจากผลการประเมินปีก่อน")),
           void();
  Table table;
  table.widths_cm = {2.5, 10.0, 3.5};
  table.head = {head_row({"อันดับ", "ตัวชี้วัด", "คะแนน"})};
  for (std::size_t i = 0; i < scores.size(); ++i)
    table.rows.push_back({text_cell(std::to_string(i + 1), Align::center),
                          text_cell(fmt::format("ตัวชี้วัดที่ {} {}", scores[i].number,
                                                indicator_name(facts, scores[i].number, lang))),
                          text_cell(score_text(scores[i].score), Align::center)});
  to.emplace_back(std::move(table));
  to.emplace_back(heading_line("3. การวิเคราะห์ข้อมูล"));
  to.emplace_back(heading_line(
      fmt::format("3.1 จุดแข็ง (คะแนนมากกว่า {})", mark_text(facts.rules.strength_mark))));
  const auto before = to.size();
  for (const auto& one : scores)
    if (one.score > facts.rules.strength_mark)
      to.emplace_back(Line{"- " + scored_text(facts, one, lang)});
  if (to.size() == before) to.emplace_back(Line{"- ไม่มี"});
  to.emplace_back(heading_line("3.2 จุดที่ต้องพัฒนา (คะแนนต่ำที่สุด)"));
  for (const auto& one : scores)
    if (one.score == scores.back().score)
      to.emplace_back(Line{"- " + scored_text(facts, one, lang)});
}

Table points_table() {
  Table table;
  table.widths_cm = {6.2, 9.0, 10.5};
  table.head = {head_row({"ตัวชี้วัด", "ประเด็นการประเมิน", "ประเด็นที่ควรพัฒนา"})};
  return table;
}

/// The indicators of a survey; what to better in them is a person's to say.
Table survey_table(const PaperSource& source, int from, int to) {
  auto table = points_table();
  for (int number = from; number <= to; ++number) {
    const auto score = source.facts.scores.find(std::to_string(number));
    table.rows.push_back(
        {text_cell(
             fmt::format("{} {}", number, indicator_name(source.facts, number, source.style.lang))),
         text_cell(score == source.facts.scores.end()
                       ? ""
                       : fmt::format("ได้ {} คะแนน", score_text(score->second))),
         text_cell(std::string(kForPerson))});
  }
  return table;
}

Table item_table(const PaperSource& source) {
  auto table = points_table();
  const auto lang = source.style.lang;
  std::string group;
  for (const auto* finding : work_of(source.report)) {
    const bool begins = table.rows.empty() || group != finding->sub_indicator;
    group = finding->sub_indicator;
    table.rows.push_back({{{group_text(source.facts, group, lang)},
                           Align::left,
                           false,
                           1,
                           begins ? Rise::first : Rise::more},
                          text_cell(item_text(*finding, lang)),
                          text_cell(verdict_text(*finding, lang))});
  }
  if (table.rows.empty())
    table.rows.push_back({text_cell("-"), text_cell("-"), text_cell("ไม่พบข้อที่ต้องปรับปรุง")});
  return table;
}

Section analysis(const PaperSource& source, const std::string& title) {
  Section page;
  auto& out = page.blocks;
  out.emplace_back(title_line(title));
  out.emplace_back(title_line(office_name(source.report)));
  out.emplace_back(heading_line("1. หลักการและเหตุผล"));
  out.emplace_back(body_line(
      fmt::format("การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {} และการตรวจเว็บไซต์ในปีงบประมาณ พ.ศ. {} "
                  "ทำให้ทราบประเด็นที่ต้องพัฒนา และนำไปกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
                  source.report.fiscal_year - 1, source.report.fiscal_year)));
  add_scores(source, out);
  return page;
}

}  // namespace

Paper draw_measures(const PaperSource& source) {
  const auto& report = source.report;
  Paper paper;
  paper.title = fmt::format(
      "การวิเคราะห์ผลการประเมินและมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
      "ปีงบประมาณ พ.ศ. {}",
      report.fiscal_year);
  Memo memo;
  memo.subject = paper.title;
  memo.facts = {"ประเด็นที่ต้องพัฒนาและมาตรการตามเอกสารที่แนบ ส่วนที่เว็บไซต์พิสูจน์ไม่ได้เว้นไว้ให้เจ้าหน้าที่กรอก"};
  memo.proposals = {"เห็นควรให้ความเห็นชอบมาตรการ มอบหมายผู้รับผิดชอบ และให้รายงานผลตามรอบที่กำหนด"};
  paper.sections.push_back(draw_memo(source, memo));
  paper.sections.push_back(analysis(source, paper.title));
  Section page{true, false, {}};
  auto& out = page.blocks;
  out.emplace_back(heading_line("4. ประเด็นที่ต้องพัฒนา"));
  int first = 1;
  for (const auto& survey : source.facts.rules.surveys) {
    const int next = first + static_cast<int>(survey.indicators.size());
    out.emplace_back(heading_line("แบบวัด " + survey.instrument));
    out.emplace_back(survey_table(source, first, next - 1));
    first = next;
  }
  out.emplace_back(heading_line("แบบตรวจ OIT"));
  out.emplace_back(item_table(source));
  out.emplace_back(heading_line("5. ข้อเสนอแนะในการจัดทำมาตรการ"));
  Table table;
  table.widths_cm = {3.4, 2.9, 4.0, 3.9, 3.1, 4.8, 3.6};
  table.head = {head_row({"มาตรการ", "แนวทางการปฏิบัติ", "ขั้นตอน/วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม",
                          "ผลการดำเนินการ", "ข้อเสนอแนะ"})};
  for (const auto* measure : measures_of(source, Form::measures))
    table.rows.push_back(measure_row(source, *measure));
  out.emplace_back(std::move(table));
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
