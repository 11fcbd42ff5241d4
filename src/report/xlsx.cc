#include "report/xlsx.h"

#include <fmt/format.h>

#include <map>

#include "report/clean.h"
#include "report/words.h"
#include "report/workbook.h"
#include "report/xlsx_rows.h"

namespace oit::report {
namespace {

using Row = std::vector<Cell>;

/// The summary of one site: name and value below each other, then small tables.
class Summary {
 public:
  Summary(Workbook& book, const model::Report& report, Lang lang)
      : book_(book),
        report_(report),
        lang_(lang),
        sheet_(book.add_sheet(say("สรุป", "Summary"), {{"", 40}, {"", 36}, {"", 26}})) {}

  void draw() {
    book_.add_row(
        sheet_,
        {{report_.site_name.empty() ? report_.seed_url : report_.site_name, Look::title, 0, {}}});
    about();
    scores();
    statuses();
    indicators();
  }

 private:
  std::string say(std::string_view th, std::string_view en) const {
    return std::string(pick(lang_, th, en));
  }
  void fact(std::string name, Cell value) {
    book_.add_row(sheet_, {{std::move(name), Look::text, 0, {}}, std::move(value)});
  }
  void fact(std::string name, std::string_view value) {
    if (!value.empty()) fact(std::move(name), Cell{std::string(value), Look::text, 0, {}});
  }
  void heads(const std::vector<std::string>& names) {
    book_.add_row(sheet_, {});
    Row row;
    for (const auto& name : names) row.push_back({name, Look::label, 0, {}});
    book_.add_row(sheet_, row);
  }

  void about() {
    const auto& address = report_.final_url.empty() ? report_.seed_url : report_.final_url;
    fact(say("เว็บไซต์", "Site"), Cell::link(address));
    fact(say("รายการที่ใช้ตรวจ", "List"), pick(lang_, report_.rulebook_title));
    if (report_.provisional) fact("", provisional_text(report_.based_on, lang_));
    fact(say("ตรวจ ณ วันที่", "As of"), day_text(report_.as_of, lang_));
    fact(say("ผลการเปิดเว็บไซต์", "Outcome"), outcome_text(report_.outcome, lang_));
    for (const auto& limit : report_.limits_hit)
      fact(say("ถึงขีดจำกัด", "Limit reached"), limit_text(limit, lang_));
    fact(say("ที่อยู่ที่อ่านแล้ว", "Addresses read"), Cell::whole(report_.coverage_read));
    fact(say("ที่อยู่ที่ยังไม่ได้อ่าน", "Addresses waiting"), Cell::whole(report_.coverage_waiting));
    fact(say("เอกสารที่อ่าน", "Documents read"), Cell::whole(report_.documents));
    fact(say("โปรแกรม", "Tool"), "oitcheck " + report_.tool_version);
    fact(say("กติกา", "Rules"), report_.rulebook_id + ' ' + report_.rulebook_revision);
    fact(say("รอบตรวจ", "Run"), report_.run_id);
    fact(say("เสร็จเมื่อ", "Finished"), minute_text(report_.finished_at, lang_));
  }

  void scores() {
    if (!report_.score.given || !is_checked(report_)) return;
    const auto& score = report_.score;
    heads({say("คะแนน OIT", "OIT score"), ""});
    fact(say("คะแนน OIT (เต็ม 100)", "OIT score (of 100)"), Cell::number(score.oit));
    fact(say("ระดับ", "Band"), band_text(score, lang_));
    fact(say("สูงสุดที่เป็นไปได้", "At best"), Cell::number(score.oit_best));
    fact(say("หากแก้ไขครบ", "If all is mended"), Cell::number(score.if_fixed));
    fact(say("คะแนน ITA ที่จะเสีย (จาก 40)", "ITA points at stake (of 40)"),
         Cell::number(score.points_lost));
  }

  void statuses() {
    heads({say("สถานะ", "Status"), say("จำนวนข้อ", "Items"),
           say("คะแนน ITA ของข้อเหล่านี้", "ITA points of these")});
    for (const auto status : kStatusOrder) {
      std::size_t items = 0;
      double points = 0;
      for (const auto& one : report_.findings)
        if (one.status == status) ++items, points += one.points;
      if (items != 0)
        book_.add_row(sheet_, {Cell::of(status, status_text(status, lang_)), Cell::whole(items),
                               Cell::number(points)});
    }
  }

  void indicators() {
    if (report_.score.indicators.empty()) return;
    heads({say("ตัวชี้วัด", "Indicator"), say("คะแนน", "Score")});
    for (const auto* values : {&report_.score.indicators, &report_.score.sub_indicators})
      for (const auto& [id, value] : in_number_order(*values)) fact(id, Cell::number(value));
  }

  Workbook& book_;
  const model::Report& report_;
  Lang lang_;
  std::size_t sheet_;
};

}  // namespace

Result<bool> write_xlsx(const std::filesystem::path& path, const model::Report& raw, Lang lang) {
  const auto report = clean(raw);
  auto book =
      Workbook::create(path, Workbook::Memory::all,
                       "OIT: " + (report.site_name.empty() ? report.seed_url : report.site_name),
                       report.finished_at);
  if (!book) return pass_on(book);
  Summary(**book, report, lang).draw();
  for (const auto table : kXlsxTables) {
    const std::size_t fixed = table == XlsxTable::items ? 2 : 0;
    const auto sheet =
        (*book)->add_sheet(sheet_name(table, lang), xlsx_columns(table, lang), {true, fixed});
    for (const auto& row : xlsx_rows(table, report, lang)) (*book)->add_row(sheet, row);
  }
  return (*book)->finish();
}

}  // namespace oit::report
