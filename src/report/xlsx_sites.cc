#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/clean.h"
#include "report/words.h"
#include "report/workbook.h"
#include "report/xlsx.h"
#include "report/xlsx_rows.h"

namespace oit::report {
namespace {

using Row = std::vector<Cell>;

Cell words(std::string_view text) { return {std::string(text), Look::text, 0, {}}; }
Cell label(std::string_view text) { return {std::string(text), Look::label, 0, {}}; }

std::string outcome_of(const SiteLine& line, Lang lang) {
  if (line.outcome == "not_started") return std::string(pick(lang, "ยังไม่ได้ตรวจ", "not begun"));
  if (line.outcome == "bad_entry") return line.error;
  return std::string(outcome_text(line.outcome, lang));
}

std::vector<SheetColumn> matrix_columns(const std::vector<MatrixItem>& items, Lang lang) {
  const auto say = [lang](std::string_view th, std::string_view en) {
    return std::string(pick(lang, th, en));
  };
  std::vector<SheetColumn> out = {
      {say("รหัส", "Id"), 16},           {say("หน่วยงาน", "Agency"), 34},
      {say("เว็บไซต์", "Site"), 34},      {say("จังหวัด", "Province"), 16},
      {say("อำเภอ", "District"), 16},   {say("ประเภท", "Type"), 16},
      {say("ผลการเปิด", "Outcome"), 22}, {say("คะแนน OIT", "OIT"), 11},
      {say("สูงสุด", "At best"), 11},     {say("ต้องแก้ (ข้อ)", "To mend"), 11}};
  constexpr double kItemWidth = 10.5;  // as wide as the longest short word of a status
  for (const auto& item : items) out.push_back({item.id, kItemWidth});
  return out;
}

}  // namespace

struct SitesXlsx::Parts {
  Parts(std::unique_ptr<Workbook> workbook, SitesXlsxOptions wanted)
      : book(std::move(workbook)), options(std::move(wanted)) {}

  std::string say(std::string_view th, std::string_view en) const {
    return std::string(pick(options.lang, th, en));
  }
  void begin();
  void add_matrix_row(const SiteLine& line);
  void write_summary(const BatchEnd& end);
  void write_items();
  void write_ranking();

  std::unique_ptr<Workbook> book;
  SitesXlsxOptions options;
  std::size_t summary = 0, matrix = 0, ranks = 0;
  std::map<XlsxTable, std::size_t> tables;
  std::vector<SiteLine> sites;  // without their items, which are counted
  std::map<std::string, std::map<model::Status, std::size_t>> counts;
};

void SitesXlsx::Parts::begin() {
  const auto lang = options.lang;
  summary = book->add_sheet(
      say("สรุป", "Summary"),
      {{"", 30}, {"", 54}, {"", 14}, {"", 14}, {"", 14}, {"", 14}, {"", 14}, {"", 14}, {"", 14}});
  matrix = book->add_sheet(say("เมทริกซ์", "Matrix"), matrix_columns(options.items, lang), {true, 2});
  for (const auto table : kXlsxTables) {
    auto columns = xlsx_columns(table, lang);
    columns.insert(columns.begin(), {{say("รหัส", "Id"), 16}, {say("หน่วยงาน", "Agency"), 34}});
    tables[table] = book->add_sheet(sheet_name(table, lang), std::move(columns), {true, 2});
  }
  if (options.ranking)
    ranks = book->add_sheet(say("อันดับ", "Ranking"), {{say("อันดับ", "Rank"), 10},
                                                     {say("รหัส", "Id"), 16},
                                                     {say("หน่วยงาน", "Agency"), 44},
                                                     {say("จังหวัด", "Province"), 18},
                                                     {say("คะแนน OIT", "OIT"), 12}});
}

void SitesXlsx::Parts::add_matrix_row(const SiteLine& line) {
  Row row = {words(line.id),
             words(line.name),
             Cell::link(line.address),
             words(line.province),
             words(line.district),
             words(type_name(options.types, line.agency_type, options.lang)),
             words(outcome_of(line, options.lang))};
  row.push_back(line.given ? Cell::number(line.oit) : words(""));
  row.push_back(line.given ? Cell::number(line.oit_best) : words(""));
  row.push_back(line.given ? Cell::whole(line.open) : words(""));
  const bool is_own = line.rulebook == options.head.rulebook_id;
  for (const auto& item : options.items) {
    const auto* status = is_own ? line.status_of(item.id) : nullptr;
    row.push_back(status == nullptr ? words("")
                                    : Cell::of(*status, short_status_text(*status, options.lang)));
  }
  if (!is_own && !line.rulebook.empty() && !options.items.empty())
    row[10] = words(line.rulebook);  // judged by another list
  book->add_row(matrix, row);
}

void SitesXlsx::Parts::write_summary(const BatchEnd& end) {
  const auto lang = options.lang;
  const auto fact = [&](std::string_view name, Cell value) {
    book->add_row(summary, {words(name), std::move(value)});
  };
  book->add_row(summary,
                {{say("ผลการตรวจเว็บไซต์หลายหน่วยงาน (OIT)", "Disclosure on many sites (OIT)"),
                  Look::title,
                  0,
                  {}}});
  const auto opened = std::ranges::count(sites, std::string("ok"), &SiteLine::outcome);
  fact(say("เว็บไซต์ทั้งหมด", "Sites"), Cell::whole(end.sites));
  fact(say("เปิดและตรวจได้", "Opened and checked"), Cell::whole(static_cast<std::size_t>(opened)));
  fact(say("ตรวจครบทุกเว็บไซต์", "Every site checked in full"),
       words(end.complete ? say("ใช่", "yes") : say("ไม่", "no")));
  fact(say("รายการที่ใช้ตรวจ", "List"), words(options.head.rulebook_id));
  if (options.head.provisional) fact("", words(provisional_text(options.head.based_on, lang)));
  fact(say("ตรวจ ณ วันที่", "As of"), words(day_text(options.head.as_of, lang)));
  fact(say("เสร็จเมื่อ", "Finished"), words(minute_text(end.finished_at, lang)));
  fact(say("รอบตรวจ", "Run"), words(options.head.run_id));
  fact(say("โปรแกรมและกติกา", "Tool and rules"),
       words("oitcheck " + options.head.tool_version + " · " + options.head.rulebook_revision));
  if (book->left_out() != 0)
    fact(say("แถวที่เกินกว่าที่ Excel รับได้ (ไม่ได้แสดง)", "Rows beyond what Excel holds (left out)"),
         Cell::whole(book->left_out()));
  book->add_row(summary, {});
  write_items();
}

/// Each item with how many sites have it in which status, those that most sites want first.
void SitesXlsx::Parts::write_items() {
  const auto lang = options.lang;
  Row heads = {label(say("ข้อ", "Item")), label(say("ชื่อรายการ", "Title"))};
  for (const auto status : kStatusOrder)
    heads.push_back(Cell::of(status, status_text(status, lang)));
  book->add_row(summary, heads);
  std::vector<const MatrixItem*> order;
  for (const auto& item : options.items) order.push_back(&item);
  const auto good = [&](const MatrixItem* item) {
    return counts[item->id][model::Status::published];
  };
  std::ranges::stable_sort(order, {}, good);
  for (const auto* item : order) {
    Row row = {words(item->id), words(pick(lang, item->title))};
    for (const auto status : kStatusOrder) row.push_back(Cell::whole(counts[item->id][status]));
    book->add_row(summary, row);
  }
}

void SitesXlsx::Parts::write_ranking() {
  for (const auto& [at, rank] : report::ranking(sites)) {
    const auto& site = sites[at];
    book->add_row(ranks, {Cell::whole(rank), words(site.id), words(site.name), words(site.province),
                          Cell::number(site.oit)});
  }
}

SitesXlsx::SitesXlsx(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SitesXlsx::~SitesXlsx() = default;

Result<std::unique_ptr<SitesXlsx>> SitesXlsx::create(const std::filesystem::path& path,
                                                     SitesXlsxOptions options) {
  auto book = Workbook::create(path, Workbook::Memory::rows, "OIT: " + options.head.run_id,
                               options.head.started_at);
  if (!book) return pass_on(book);
  auto parts = std::make_unique<Parts>(std::move(*book), std::move(options));
  parts->begin();
  return std::unique_ptr<SitesXlsx>(new SitesXlsx(std::move(parts)));
}

void SitesXlsx::add(SiteLine line, const model::Report* raw) {
  auto& to = *parts_;
  if (raw != nullptr) {
    const auto report = clean(*raw);
    read_report(line, report);
    if (line.rulebook == to.options.head.rulebook_id && is_checked(report))
      for (const auto& [item, status] : line.items) ++to.counts[item][status];
    for (const auto table : kXlsxTables)
      for (auto& row : xlsx_rows(table, report, to.options.lang)) {
        row.insert(row.begin(), {words(line.id), words(line.name)});
        to.book->add_row(to.tables[table], row);
      }
  }
  to.add_matrix_row(line);
  if (to.options.ranking && line.items.size() > 1) line.items.resize(1);  // ranked, if at all
  if (!to.options.ranking) line.items.clear();
  to.sites.push_back(std::move(line));
}

Result<bool> SitesXlsx::finish(const BatchEnd& end) {
  parts_->write_summary(end);
  if (parts_->options.ranking) parts_->write_ranking();
  return parts_->book->finish();
}

}  // namespace oit::report
