#include "dashboard/downloads.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "dashboard/pages.h"
#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "report/markup.h"
#include "report/xlsx.h"
#include "report/zip_bytes.h"

namespace oit::dashboard {

namespace {

using model::Report;
using report::Form;
using report::Lang;
using report::OfficeFacts;

constexpr std::string_view kWord =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The workbook's writer wants a file; it is gone when this returns.
Result<std::string> workbook(const Report& report, Lang lang, const OfficeFacts&) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::string folder = (fs::temp_directory_path(error) / "oitcheck-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr)
    return fail(ErrorCode::io, "cannot make a temporary folder");
  const auto path = fs::path(folder) / "report.xlsx";
  const auto written = report::write_xlsx(path, report, lang);
  auto bytes = written ? read_file(path) : Result<std::string>(tl::unexpected(written.error()));
  fs::remove_all(folder, error);
  return bytes;
}

template <Form form>
Result<std::string> paper(const Report& report, Lang lang, const OfficeFacts& facts) {
  auto files = report::write_papers(report, form, facts, {lang, true});
  if (!files) return pass_on(files);
  return std::move(files->front().bytes);
}

/// A paper for each unit, in one archive; where none has work, the paper that says so.
Result<std::string> worklists(const Report& report, Lang lang, const OfficeFacts& facts) {
  auto files = report::write_papers(report, Form::unit_worklist, facts, {lang, true});
  if (files && files->empty())
    files = report::write_papers(report, Form::improvement, facts, {lang, true});
  if (!files) return pass_on(files);
  std::vector<std::pair<std::string, std::string>> parts;
  for (auto& file : *files) parts.emplace_back(std::move(file.name), std::move(file.bytes));
  return report::zip_bytes(parts);
}

/// What the run was told of the site; "" when that is not kept.
Result<std::string> entry_of(const Scene& scene, const std::string& site) {
  const auto rows = scene.store.sites_of(scene.run->id);
  if (!rows) return pass_on(rows);
  const auto row = std::ranges::find(*rows, site, &store::SiteRow::id);
  return row == rows->end() ? std::string() : row->entry;
}

}  // namespace

std::span<const Download> downloads() {
  static constexpr std::array kAll = {
      Download{"report.html", "text/html; charset=utf-8", "รายงานหน้าเดียว (HTML)", "One page (HTML)",
               [](const Report& report, Lang lang, const OfficeFacts&) {
                 return Result<std::string>(report::write_html(report, lang));
               }},
      Download{"report.csv", "text/csv; charset=utf-8", "ตาราง (CSV)", "Table (CSV)",
               [](const Report& report, Lang lang, const OfficeFacts&) {
                 return Result<std::string>(report::write_csv(report, lang));
               }},
      Download{"report.json", "application/json", "สำหรับโปรแกรม (JSON)", "For programs (JSON)",
               [](const Report& report, Lang, const OfficeFacts&) {
                 return Result<std::string>(report::write_json(report));
               }},
      Download{"report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               "สมุดงาน (Excel)", "Workbook (Excel)", workbook},
      Download{"improvement.docx", kWord, "ตารางการปรับปรุง (Word)", "What to improve (Word)",
               paper<Form::improvement>},
      Download{"status.docx", kWord, "สถานะการดำเนินงาน (Word)", "Status of measures (Word)",
               paper<Form::status>},
      Download{"results7.docx", kWord, "รายงานผล 7 คอลัมน์ (Word)", "Results, 7 columns (Word)",
               paper<Form::results7>},
      Download{"results6.docx", kWord, "รายงานผล 6 คอลัมน์ (Word)", "Results, 6 columns (Word)",
               paper<Form::results6>},
      Download{"measures.docx", kWord, "การวิเคราะห์และมาตรการ (Word)",
               "Analysis and measures (Word)", paper<Form::measures>},
      Download{"unit-worklist.zip", "application/zip", "งานของแต่ละหน่วยงาน (Word, ZIP)",
               "Each unit's work (Word, ZIP)", worklists},
  };
  return kAll;
}

std::string download_links(const Scene& scene, std::string_view site) {
  std::string links;
  for (const auto& form : downloads())
    links += report::element(
        "li", "",
        go(scene.to(site_path(site, form.name)), scene.say(form.th, form.en), "download"));
  return report::element("ul", "class=\"links\"", links);
}

Result<Answer> download(const Scene& scene, const std::string& site, const Download& form,
                        const FactsOf& facts_of) {
  const auto report = read_report(scene, site);
  if (!report) return pass_on(report);
  const auto entry = entry_of(scene, site);
  if (!entry) return pass_on(entry);
  auto bytes =
      form.write(*report, scene.lang, facts_of ? facts_of(*report, *entry) : OfficeFacts{});
  if (!bytes) return pass_on(bytes);
  return Answer{200, std::string(form.type), std::move(*bytes),
                encode(site) + '-' + std::string(form.name)};
}

}  // namespace oit::dashboard
