#include "cli/outputs.h"

#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "cli/paper_files.h"
#include "report/clean.h"
#include "report/csv.h"
#include "report/html_index.h"
#include "report/read_json.h"

namespace oit::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::string site_folder(const std::string& folder, const OutputPlan& plan,
                        const std::vector<model::SiteEntry>& entries, std::size_t position) {
  const auto& entry = entries[position];
  if (plan.is_list) return (fs::path(folder) / entry.id).string();
  if (entries.size() == 1) return folder;
  return (fs::path(folder) / numbered_host(position + 1, entry.url.host())).string();
}

std::string html_path(const OutputPlan& plan, const std::vector<model::SiteEntry>& entries,
                      std::size_t position) {
  return (fs::path(site_folder(plan.html, plan, entries, position)) / "index.html").string();
}

Outputs::Outputs(Context& context, OutputPlan plan, const std::vector<model::SiteEntry>& entries,
                 report::BatchHead head)
    : context_(context),
      plan_(std::move(plan)),
      entries_(entries),
      head_(std::move(head)),
      has_lines_(plan_.json.ends_with(".jsonl")),
      json_([this](std::string_view piece) { return write_to(json_file_, plan_.json, piece); }),
      csv_([this](std::string_view piece) { return write_to(csv_file_, plan_.csv, piece); }),
      table_([this](std::string_view piece) {
        context_.out << piece << std::flush;
        return Result<bool>(true);
      }),
      book_([this](std::string_view piece) { return add_to_book(piece); }) {}

Result<std::unique_ptr<Outputs>> Outputs::open(Context& context, OutputPlan plan,
                                               const std::vector<model::SiteEntry>& entries,
                                               report::BatchHead head) {
  if (plan.json == "-" && plan.csv == "-")
    return fail(ErrorCode::bad_argument,
                "--json - --csv -: only one of them can go to standard output");
  if (plan.xlsx == "-")
    return fail(ErrorCode::bad_argument, "--xlsx -: a workbook needs the name of a file");
  auto outputs =
      std::unique_ptr<Outputs>(new Outputs(context, std::move(plan), entries, std::move(head)));
  if (auto begun = outputs->begin(); !begun) return pass_on(begun);
  return outputs;
}

Result<bool> Outputs::begin() {
  if (auto opened = open_file(plan_.json, json_file_); !opened) return opened;
  if (auto opened = open_file(plan_.csv, csv_file_); !opened) return opened;
  if (!plan_.html.empty()) {
    if (auto made = make_folder(plan_.html); !made) return made;
    if (is_batch()) {
      const auto index = (fs::path(plan_.html) / "index.html").string();
      for (const auto& entry : entries_)
        if (plan_.is_list && entry.id == "index.html")
          return fail(ErrorCode::bad_argument,
                      "--html: the site with the id index.html would take the index's place");
      if (auto writable = check_writable(index); !writable) return writable;
      for (std::size_t i = 0; i < entries_.size(); ++i) lines_.push_back(line_of(i));
    }
    if (entries_.empty()) return true;
    const auto first = html_path(plan_, entries_, 0);
    if (auto made = make_folder(fs::path(first).parent_path()); !made) return made;
    if (auto writable = check_writable(first); !writable) return writable;
  }
  if (!plan_.xlsx.empty()) {
    if (auto begun = begin_book(); !begun) return begun;
  }
  if (!plan_.docx.empty()) {
    auto rules = paper_rules();
    if (!rules) return pass_on(rules);
    paper_rules_ = std::move(*rules);
    if (auto made = make_folder(plan_.docx); !made) return made;
  }
  if (!is_batch()) return true;
  if (!has_lines_)
    if (auto written = write_to(json_file_, plan_.json, report::write_batch_head(head_)); !written)
      return written;
  return write_to(csv_file_, plan_.csv, report::write_csv_head_of_sites(plan_.lang));
}

Result<bool> Outputs::open_file(const std::string& path, std::optional<NewFile>& file) {
  if (path.empty() || path == "-") return true;
  auto created = NewFile::create(path);
  if (!created) return pass_on(created);
  file.emplace(std::move(*created));
  return true;
}

Result<bool> Outputs::write_to(std::optional<NewFile>& file, const std::string& path,
                               std::string_view bytes) {
  if (file) return file->write(bytes);
  if (path == "-") context_.out << bytes << std::flush;
  if (path == "-" && !context_.out) return fail(ErrorCode::io, "cannot write to standard output");
  return true;
}

std::string Outputs::json_piece(std::size_t position, const model::Report* report,
                                std::string_view line) const {
  const auto& entry = entries_[position];
  if (!is_batch()) return report == nullptr ? "" : report::write_json(*report);
  const std::string outcome = report == nullptr ? "not_started" : report->outcome;
  if (has_lines_ && report != nullptr) return std::string(line);
  if (has_lines_)
    return report::write_batch_entry({entry.requested, entry.id, outcome, "", line}, true)
               .substr(1) +
           '\n';
  return report::write_batch_entry({entry.requested, entry.id, outcome, "", line}, position == 0);
}

std::string Outputs::table_piece(std::size_t position, const model::Report* report) const {
  if (!plan_.has_table) return {};
  if (!plan_.is_list) return report == nullptr ? "" : report::write_table(*report, plan_.table);
  const auto& id = entries_[position].id;
  return id + ": " + (report == nullptr ? "not_started" : report::write_summary_line(*report)) +
         '\n';
}

Result<bool> Outputs::take(std::size_t position, const model::Report* report, std::string_view line,
                           const report::SinceLast* since) {
  if (auto put = table_.put(position, table_piece(position, report)); !put) return put;
  if (!plan_.json.empty())
    if (auto put = json_.put(position, json_piece(position, report, line)); !put) return put;
  if (!plan_.csv.empty()) {
    const auto rows = report == nullptr ? std::string()
                      : is_batch()
                          ? report::write_csv_rows(*report, entries_[position].id, plan_.lang)
                          : report::write_csv(*report, plan_.lang);
    if (auto put = csv_.put(position, rows); !put) return put;
  }
  if (auto put = put_in_book(position, report, line); !put) return put;
  if (report == nullptr) return true;
  if (!plan_.docx.empty())
    if (auto written = write_papers(position, *report); !written) return written;
  if (plan_.html.empty()) return true;
  const auto page = html_path(plan_, entries_, position);
  if (is_batch()) {
    auto& site = lines_.at(position);
    report::read_report(site, report::clean(*report));
    site.page = fs::path(page).lexically_relative(plan_.html).generic_string();
  }
  if (auto made = make_folder(fs::path(page).parent_path()); !made) return made;
  const report::HtmlExtras extras{plan_.rulebook, since, is_batch() ? "../index.html" : "",
                                  plan_.picture};
  return write_file(page, report::write_html(*report, plan_.lang, extras));
}

Result<bool> Outputs::write_papers(std::size_t position, const model::Report& report) const {
  const auto& entry = entries_[position];
  const auto rulebook = plan_.rulebooks.find(entry.rulebook);
  const auto written = write_paper_files(
      site_folder(plan_.docx, plan_, entries_, position), report, report::all_forms(),
      office_facts(rulebook == plan_.rulebooks.end() ? nullptr : rulebook->second, paper_rules_,
                   entry.profile),
      {plan_.lang, !plan_.arabic_digits});
  if (!written) return pass_on(written);
  return true;
}

Result<bool> Outputs::take_bad(const report::BatchEntry& entry) {
  if (plan_.has_table && plan_.is_list)
    context_.out << entry.id << ": " << entry.outcome << ' ' << entry.error << '\n';
  report::SiteLine site;
  site.id = entry.id;
  site.address = entry.requested;
  site.outcome = entry.outcome;
  site.error = entry.error;
  if (!plan_.html.empty()) lines_.push_back(site);
  if (sites_book_) sites_book_->add(std::move(site), nullptr);
  if (plan_.json.empty() || has_lines_) return true;
  const bool is_first = entries_.empty() && is_first_;
  is_first_ = false;
  return write_to(json_file_, plan_.json, report::write_batch_entry(entry, is_first));
}

Result<bool> Outputs::finish(const report::BatchEnd& end) {
  if (is_batch() && !has_lines_ && !plan_.json.empty())
    if (auto written = write_to(json_file_, plan_.json, report::write_batch_end(end)); !written)
      return written;
  for (auto* file : {&json_file_, &csv_file_}) {
    if (!*file) continue;
    if (auto committed = (*file)->commit(); !committed) return committed;
  }
  if (auto written = write_index(end); !written) return written;
  return sites_book_ ? sites_book_->finish(end) : Result<bool>(true);
}

Result<bool> Outputs::write_index(const report::BatchEnd& end) {
  if (plan_.html.empty() || !is_batch()) return true;
  const auto page = report::write_html_index(
      {head_, end, matrix_items(), std::move(lines_), type_names(), plan_.ranking}, plan_.lang);
  return write_file(fs::path(plan_.html) / "index.html", page);
}

std::map<std::string, model::LocalText> Outputs::type_names() const {
  std::map<std::string, model::LocalText> out;
  if (plan_.rulebook != nullptr)
    for (const auto& type : plan_.rulebook->agency_types) out[type.id] = type.name;
  return out;
}

std::vector<report::MatrixItem> Outputs::matrix_items() const {
  std::vector<report::MatrixItem> out;
  if (plan_.rulebook != nullptr)
    for (const auto& item : plan_.rulebook->year.items) out.push_back({item.id, item.title});
  return out;
}

report::SiteLine Outputs::line_of(std::size_t position) const {
  const auto& entry = entries_[position];
  report::SiteLine line;
  line.id = plan_.is_list ? entry.id : std::to_string(position + 1);
  line.address = entry.requested;
  line.name = entry.profile.name;
  line.agency_type = entry.profile.agency_type;
  line.province = entry.province;
  line.district = entry.district;
  line.outcome = "not_started";
  return line;
}

Result<bool> Outputs::begin_book() {
  if (!is_batch()) return check_writable(plan_.xlsx);
  report::SitesXlsxOptions options;
  options.lang = plan_.lang;
  options.ranking = plan_.ranking;
  options.head = head_;
  options.items = matrix_items();
  options.types = type_names();
  auto book = report::SitesXlsx::create(plan_.xlsx, std::move(options));
  if (!book) return pass_on(book);
  sites_book_ = std::move(*book);
  return true;
}

Result<bool> Outputs::put_in_book(std::size_t position, const model::Report* report,
                                  std::string_view line) {
  if (plan_.xlsx.empty()) return true;
  if (!is_batch())
    return report == nullptr ? Result<bool>(true)
                             : report::write_xlsx(plan_.xlsx, *report, plan_.lang);
  return book_.put(position, report == nullptr ? "-" : line);
}

/// Sites end in any order; their lines wait in a file until it is their turn.
Result<bool> Outputs::add_to_book(std::string_view line) {
  const auto position = in_book_++;
  if (line == "-") {
    sites_book_->add(line_of(position), nullptr);
    return true;
  }
  const auto report = report::read_json(line);
  if (!report) return pass_on(report);
  sites_book_->add(line_of(position), &*report);
  return true;
}

}  // namespace oit::cli
