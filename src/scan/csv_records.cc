#include "scan/csv_records.h"

#include <algorithm>
#include <array>

#include "scan/written.h"

namespace oit::scan {
namespace {

constexpr std::string_view kSeparators = ",;\t";

bool is_separator(char c) { return kSeparators.find(c) != std::string_view::npos; }

/// What `sep=;`, perhaps in quotes, names; 0 when `line` is something else.
char named_separator(std::string_view line) {
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  const bool is_named = (line.starts_with("sep=") || line.starts_with("SEP=")) &&
                        line.size() == 5 && is_separator(line.back());
  return is_named ? line.back() : char{0};
}

/// Of the first line that is not empty, without what stands in quotes.
char most_frequent(std::string_view text) {
  const auto begin = text.find_first_not_of("\r\n");
  bool quoted = false;
  std::array<std::ptrdiff_t, 3> counts{};
  for (std::size_t i = std::min(begin, text.size()); i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '\n' || text[i] == '\r') break;
    if (const auto at = kSeparators.find(text[i]); at != std::string_view::npos) ++counts[at];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

bool is_blank(const CsvRecord& record) {
  return std::ranges::all_of(record.cells,
                             [](const std::string& cell) { return trimmed(cell).empty(); });
}

}  // namespace

CsvRecords::CsvRecords(std::string_view text) : text_(text) {
  const auto first = text_.substr(0, std::min(text_.find_first_of("\r\n"), text_.size()));
  if (const char named = named_separator(first); named != 0) {
    separator_ = named;
    at_ = first.size();
    pass_line_end();
  } else {
    separator_ = most_frequent(text_);
  }
}

std::optional<CsvRecord> CsvRecords::next() {
  while (at_ < text_.size()) {
    auto record = read_record();
    if (!is_blank(record) || record.is_unclosed) return record;
  }
  return std::nullopt;
}

void CsvRecords::pass_line_end() {
  if (at_ >= text_.size()) return;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

CsvRecord CsvRecords::read_record() {
  CsvRecord record;
  record.line = line_;
  while (true) {
    record.cells.push_back(read_cell(record));
    if (at_ >= text_.size()) return record;
    if (at_line_end()) break;
    ++at_;  // the separator
  }
  pass_line_end();
  return record;
}

std::string CsvRecords::read_cell(CsvRecord& record) {
  std::string cell;
  if (at_ < text_.size() && text_[at_] == '"') read_quoted(cell, record);
  const auto begin = at_;  // also what wrongly stands after a closing quote
  while (at_ < text_.size() && text_[at_] != separator_ && !at_line_end()) ++at_;
  return cell.append(text_.substr(begin, at_ - begin));
}

void CsvRecords::read_quoted(std::string& cell, CsvRecord& record) {
  ++at_;
  while (at_ < text_.size()) {
    if (text_[at_] == '"') {
      ++at_;
      if (at_ >= text_.size() || text_[at_] != '"') return;
      cell += '"';
      ++at_;
    } else if (at_line_end()) {
      pass_line_end();
      cell += '\n';
    } else {
      cell += text_[at_++];
    }
  }
  record.is_unclosed = true;
}

}  // namespace oit::scan
