#include "report/xlsx_rows.h"

#include <algorithm>
#include <array>
#include <map>

#include "audit/judge.h"
#include "report/item_row.h"
#include "report/notice.h"
#include "report/words.h"

namespace oit::report {
namespace {

using Row = std::vector<Cell>;
using Rows = std::vector<Row>;

Cell words(std::string_view text) { return {std::string(text), Look::text, 0, {}}; }

Cell badge(model::Status status, Lang lang) { return Cell::of(status, status_text(status, lang)); }

Row item_row(const model::Report& report, const model::Finding& finding, Lang lang) {
  using Columns = ItemColumns;
  Row out;
  for (const auto& text : item_cells(report, finding, lang)) out.push_back(words(text));
  out[Columns::status] = badge(finding.status, lang);
  if (!finding.evidence.empty()) out[Columns::address] = Cell::link(finding.evidence.front().url);
  out[Columns::confidence] = Cell::percent(finding.confidence);
  out[Columns::points] = Cell::number(finding.points);
  if (finding.submitted) {
    out[Columns::declared] = Cell::link(finding.submitted->url);
    out[Columns::declared_status] = badge(finding.submitted->status, lang);
  }
  return out;
}

Rows item_rows(const model::Report& report, Lang lang) {
  Rows out;
  for (const auto& finding : report.findings) out.push_back(item_row(report, finding, lang));
  return out;
}

/// Units in the order their first item has; in each the work worth most first.
std::vector<const model::Finding*> work_by_unit(const model::Report& report) {
  std::vector<const model::Finding*> out;
  std::map<std::string, std::size_t> places;
  for (const auto& finding : report.findings) {
    places.try_emplace(finding.unit, places.size());
    if (is_checked(report) && audit::needs_work(finding)) out.push_back(&finding);
  }
  std::ranges::stable_sort(out, [&](const model::Finding* a, const model::Finding* b) {
    const auto of_a = places.at(a->unit), of_b = places.at(b->unit);
    return of_a != of_b ? of_a < of_b : a->points > b->points;
  });
  return out;
}

Rows unit_rows(const model::Report& report, Lang lang) {
  Rows out;
  for (const auto* one : work_by_unit(report))
    out.push_back({words(one->unit), words(one->id), words(pick(lang, one->title)),
                   badge(one->status, lang), words(reason_text(*one, lang)),
                   words(pick(lang, one->action)), words(window_text(*one, lang)),
                   words(one->due ? day_text(*one->due, lang) : ""), Cell::number(one->points)});
  return out;
}

std::string path_text(const std::vector<std::string>& path) {
  std::string out;
  for (const auto& label : path) out.append(out.empty() ? "" : " › ").append(label);
  return out;
}

Rows evidence_rows(const model::Report& report, Lang lang) {
  Rows out;
  for (const auto& finding : report.findings)
    for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
      const auto& one = finding.evidence[i];
      out.push_back(
          {words(finding.id), badge(finding.status, lang), Cell::whole(i + 1), words(one.title),
           Cell::link(one.url), words(path_text(one.path)), words(kind_text(one.kind, lang)),
           words(one.quote), words(one.place.empty() ? "" : place_text(one.place, lang)),
           words(one.text_from.empty() ? "" : text_from_text(one.text_from, lang)),
           words(one.fetched_at ? minute_text(*one.fetched_at, lang) : ""), words(one.sha256)});
    }
  return out;
}

Row access_row(std::string_view kind, std::string_view item, std::string_view details,
               std::string_view who, const std::string& address) {
  return {words(kind), words(item), words(details), words(who),
          address.empty() ? words("") : Cell::link(address)};
}

Rows access_rows(const model::Report& report, Lang lang) {
  Rows out;
  if (!is_checked(report))
    out.push_back(access_row(pick(lang, "เปิดเว็บไซต์ไม่ได้", "site not opened"), "",
                             outcome_text(report.outcome, lang), "", report.seed_url));
  for (const auto& limit : report.limits_hit)
    out.push_back(
        access_row(pick(lang, "ถึงขีดจำกัด", "limit reached"), "", limit_text(limit, lang), "", ""));
  const auto add = [&](const model::SiteProblem& one) {
    out.push_back(
        access_row(category_text(one.category, lang), "", pick(lang, one.text), "", one.url));
  };
  for (const auto& name : report.notices) add(notice(name, report));
  for (const auto& one : report.problems) add(one);
  for (const auto& one : report.findings) {
    const bool is_told =
        one.status == model::Status::unverified || one.status == model::Status::broken;
    if (!is_told || !is_checked(report)) continue;
    out.push_back(access_row(status_text(one.status, lang), one.id, reason_text(one, lang),
                             one.cause ? pick(lang, one.cause->who) : "",
                             one.evidence.empty() ? "" : one.evidence.front().url));
  }
  return out;
}

std::vector<SheetColumn> item_columns(Lang lang) {
  static constexpr std::array kWidths = {7.0,  38.0, 16.0, 38.0, 44.0, 32.0, 24.0, 18.0, 11.0, 22.0,
                                         40.0, 20.0, 14.0, 10.0, 44.0, 16.0, 10.0, 28.0, 28.0};
  std::vector<SheetColumn> out;
  const auto names = item_headings(lang);
  for (std::size_t i = 0; i < names.size(); ++i) out.push_back({names[i], kWidths.at(i)});
  return out;
}

}  // namespace

std::string sheet_name(XlsxTable table, Lang lang) {
  switch (table) {
    case XlsxTable::items:
      return std::string(pick(lang, "รายข้อ", "Items"));
    case XlsxTable::units:
      return std::string(pick(lang, "รายหน่วยงาน", "Units"));
    case XlsxTable::evidence:
      return std::string(pick(lang, "หลักฐาน", "Evidence"));
    case XlsxTable::access:
      return std::string(pick(lang, "ปัญหาการเข้าถึง", "Access problems"));
  }
  return {};
}

std::vector<SheetColumn> xlsx_columns(XlsxTable table, Lang lang) {
  const auto say = [lang](std::string_view th, std::string_view en) {
    return std::string(pick(lang, th, en));
  };
  switch (table) {
    case XlsxTable::items:
      return item_columns(lang);
    case XlsxTable::units:
      return {{say("หน่วยงาน", "Unit"), 24},    {say("ข้อ", "Item"), 7},
              {say("ชื่อรายการ", "Title"), 38},  {say("สถานะ", "Status"), 16},
              {say("เหตุผล", "Reason"), 38},    {say("วิธีดำเนินการ", "Action"), 44},
              {say("ระยะเวลา", "Window"), 20}, {say("กำหนด", "Due"), 14},
              {say("คะแนน", "Points"), 10}};
    case XlsxTable::evidence:
      return {{say("ข้อ", "Item"), 7},
              {say("สถานะ", "Status"), 16},
              {say("ลำดับ", "No."), 8},
              {say("ชื่อเรื่อง", "Title"), 38},
              {say("ที่อยู่", "Address"), 44},
              {say("เส้นทางจากหน้าแรก", "Path from home"), 38},
              {say("ชนิด", "Kind"), 16},
              {say("ข้อความที่พบ", "Quote"), 50},
              {say("ตำแหน่ง", "Place"), 18},
              {say("อ่านจาก", "Text from"), 22},
              {say("เวลาที่เปิด", "Opened at"), 24},
              {"SHA-256", 66}};
    case XlsxTable::access:
      return {{say("ประเภท", "Kind"), 24},
              {say("ข้อ", "Item"), 7},
              {say("รายละเอียด", "Details"), 60},
              {say("ผู้แก้ไขได้", "Who can lift it"), 30},
              {say("ที่อยู่", "Address"), 50}};
  }
  return {};
}

std::vector<std::vector<Cell>> xlsx_rows(XlsxTable table, const model::Report& report, Lang lang) {
  switch (table) {
    case XlsxTable::items:
      return item_rows(report, lang);
    case XlsxTable::units:
      return unit_rows(report, lang);
    case XlsxTable::evidence:
      return evidence_rows(report, lang);
    case XlsxTable::access:
      return access_rows(report, lang);
  }
  return {};
}

}  // namespace oit::report
