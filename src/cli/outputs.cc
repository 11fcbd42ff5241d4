#include "cli/outputs.h"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "report/csv.h"
#include "report/html.h"

namespace oit::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestHost = 100;  // of a folder's name

Result<bool> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return true;
  return fail(ErrorCode::io, "cannot make the folder " + folder.string() + ": " + error.message());
}

}  // namespace

std::string html_path(const OutputPlan& plan, const std::vector<model::SiteEntry>& entries,
                      std::size_t position) {
  const fs::path folder(plan.html);
  const auto& entry = entries[position];
  if (plan.is_list) return (folder / entry.id / "index.html").string();
  if (entries.size() == 1) return (folder / "index.html").string();
  std::string host(entry.url.host().substr(0, kLongestHost));
  for (char& c : host) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!is_plain) c = '-';
  }
  return (folder / fmt::format("{}-{}", position + 1, host) / "index.html").string();
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
      }) {}

Result<std::unique_ptr<Outputs>> Outputs::open(Context& context, OutputPlan plan,
                                               const std::vector<model::SiteEntry>& entries,
                                               report::BatchHead head) {
  if (plan.json == "-" && plan.csv == "-")
    return fail(ErrorCode::bad_argument,
                "--json - --csv -: only one of them can go to standard output");
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
    if (entries_.empty()) return true;
    const auto first = html_path(plan_, entries_, 0);
    if (auto made = make_folder(fs::path(first).parent_path()); !made) return made;
    if (auto writable = check_writable(first); !writable) return writable;
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

Result<bool> Outputs::take(std::size_t position, const model::Report* report,
                           std::string_view line) {
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
  if (plan_.html.empty() || report == nullptr) return true;
  const auto page = html_path(plan_, entries_, position);
  if (auto made = make_folder(fs::path(page).parent_path()); !made) return made;
  return write_file(page, report::write_html(*report, plan_.lang));
}

Result<bool> Outputs::take_bad(const report::BatchEntry& entry) {
  if (plan_.has_table && plan_.is_list)
    context_.out << entry.id << ": " << entry.outcome << ' ' << entry.error << '\n';
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
  return true;
}

}  // namespace oit::cli
