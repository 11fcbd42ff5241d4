#include "report/workbook.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

#include "base/check.h"
#include "base/new_file.h"
#include "report/clean.h"
#include "text/utf8.h"
#include "text/width.h"

namespace oit::report {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLetters = 32'000;     // of a cell; Excel takes 32,767
constexpr std::size_t kLongestAddress = 2'000;   // of a link; Excel takes 2,079
constexpr std::size_t kMostLinks = 60'000;       // of a sheet; Excel takes 65,530
constexpr std::size_t kMostLinksOfMany = 4'000;  // the library holds every link until the end
constexpr std::size_t kMostRows = LXW_ROW_MAX;
constexpr double kLetterSize = 14, kLineHeight = 24, kHighestRow = 400;
constexpr const char* kFont = "TH Sarabun New";
constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

struct Colours {
  lxw_color_t ground, ink;
};

/// As the HTML report has them: readable on their ground, light and dark enough in grey.
Colours colours_of(model::Status status) {
  using enum model::Status;
  static constexpr std::array<Colours, 7> kAll = {{{0xE3F4E6, 0x14532D},
                                                   {0xFDF3D0, 0x6B3E06},
                                                   {0xFDEBD8, 0x7A2E0C},
                                                   {0xFDE4E4, 0x7F1D1D},
                                                   {0xFBE0EA, 0x7A1140},
                                                   {0xE2EDF8, 0x1D3D63},
                                                   {0xE8E8EC, 0x37373F}}};
  return kAll.at(static_cast<std::size_t>(status));
}

/// Excel reads "_x0041_" in a text as a letter: the underline before it is written that way too.
bool is_escape(std::string_view text, std::size_t at) {
  if (text.size() < at + 7 || text[at + 1] != 'x' || text[at + 6] != '_') return false;
  return std::ranges::all_of(text.substr(at + 2, 4), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

/// `text` as a cell may hold it: characters of XML 1.0, no more than Excel takes.
std::string cell_text(std::string_view text) {
  const auto clean = text::printable(text);
  std::string out;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < clean.size();) {
    const auto read = text::read_char(clean, at);
    if (letters++ == kMostLetters) return out + "…";
    if (clean[at] == '_' && is_escape(clean, at)) out += "_x005F";
    const bool is_allowed = read.c != 0xFFFE && read.c != 0xFFFF;
    text::append_char(out, is_allowed ? read.c : text::kReplacement);
    if (read.c > 0xFFFF) ++letters;  // Excel counts UTF-16
    at += read.size;
  }
  return out;
}

/// A name in the folder for temporary files, for this process alone.
Result<std::string> temporary_name() {
  std::error_code error;
  auto name = (fs::temp_directory_path(error) / "oitcheck-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (error || file < 0) return fail(ErrorCode::io, "cannot make a temporary file for a workbook");
  ::close(file);
  return name;
}

double lines_of(const Cell& cell, double width) {
  if (cell.look != Look::text && cell.look != Look::status) return 1;
  constexpr double kFill = 0.75;  // words end before the line does, and another font may be wider
  return std::max(1.0, std::ceil(static_cast<double>(text::display_width(cell.text)) /
                                 std::max(1.0, width * kFill)));
}

}  // namespace

struct Workbook::Parts {
  struct Sheet {
    lxw_worksheet* sheet = nullptr;
    std::vector<SheetColumn> columns;
    std::size_t rows = 0, links = 0;
    bool has_heads = false;
  };

  explicit Parts(NewFile target) : file(std::move(target)) {}
  ~Parts() {
    if (book != nullptr) lxw_workbook_free(book);
    ::unlink(temporary.c_str());
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  lxw_format* format(Look look);
  lxw_format* format(model::Status status);
  lxw_format* base();
  void write(Sheet& to, lxw_col_t column, const Cell& cell);
  void write_text(const Sheet& to, lxw_col_t column, const std::string& text, lxw_format* format);
  void note(lxw_error code) {
    if (code != LXW_NO_ERROR && error == LXW_NO_ERROR) error = code;
  }

  NewFile file;
  std::string temporary;
  lxw_workbook* book = nullptr;
  std::size_t most_links = kMostLinks;
  std::vector<Sheet> sheets;
  std::map<Look, lxw_format*> looks;
  std::map<model::Status, lxw_format*> statuses;
  lxw_error error = LXW_NO_ERROR;
};

lxw_format* Workbook::Parts::base() {
  auto* out = workbook_add_format(book);
  format_set_font_name(out, kFont);
  format_set_font_size(out, kLetterSize);
  format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
  return out;
}

lxw_format* Workbook::Parts::format(Look look) {
  auto*& out = looks[look];
  if (out != nullptr) return out;
  out = base();
  constexpr lxw_color_t kInk = 0x1F3A5F, kGround = 0xEEF2F6, kLink = 0x1A4F8B;
  constexpr double kTitleSize = 18;
  switch (look) {
    case Look::title:
      format_set_font_size(out, kTitleSize);
      format_set_bold(out);
      format_set_font_color(out, kInk);
      break;
    case Look::label:
      format_set_bold(out);
      format_set_text_wrap(out);
      format_set_font_color(out, kInk);
      format_set_bg_color(out, kGround);
      format_set_bottom(out, LXW_BORDER_THIN);
      break;
    case Look::link:
      format_set_font_color(out, kLink);
      format_set_underline(out, LXW_UNDERLINE_SINGLE);
      break;
    case Look::whole:
      format_set_num_format(out, "#,##0");
      break;
    case Look::number:
      format_set_num_format(out, "0.00");
      break;
    case Look::percent:
      format_set_num_format(out, "0%");
      break;
    case Look::text:
    case Look::status:
      format_set_text_wrap(out);
      break;
  }
  return out;
}

lxw_format* Workbook::Parts::format(model::Status status) {
  auto*& out = statuses[status];
  if (out != nullptr) return out;
  out = base();
  const auto [ground, ink] = colours_of(status);
  format_set_bg_color(out, ground);
  format_set_font_color(out, ink);
  format_set_bold(out);
  format_set_text_wrap(out);
  format_set_border(out, LXW_BORDER_THIN);
  format_set_border_color(out, 0xD5DCE4);
  return out;
}

void Workbook::Parts::write_text(const Sheet& to, lxw_col_t column, const std::string& text,
                                 lxw_format* format) {
  note(worksheet_write_string(to.sheet, static_cast<lxw_row_t>(to.rows), column,
                              cell_text(text).c_str(), format));
}

void Workbook::Parts::write(Sheet& to, lxw_col_t column, const Cell& cell) {
  const auto row = static_cast<lxw_row_t>(to.rows);
  switch (cell.look) {
    case Look::whole:
    case Look::number:
    case Look::percent:
      note(worksheet_write_number(to.sheet, row, column, cell.value, format(cell.look)));
      return;
    case Look::status:
      write_text(to, column, cell.text, format(cell.status));
      return;
    case Look::link:
      if (is_web_address(cell.text) && cell.text.size() <= kLongestAddress &&
          to.links < most_links) {
        ++to.links;
        note(worksheet_write_url(to.sheet, row, column, cell_text(cell.text).c_str(),
                                 format(Look::link)));
        // The link goes to the exact address; people see it as they read it.
        note(worksheet_write_string(to.sheet, row, column,
                                    cell_text(readable_address(cell.text)).c_str(),
                                    format(Look::link)));
        return;
      }
      write_text(to, column, cell.text, format(Look::text));
      return;
    case Look::text:
    case Look::title:
    case Look::label:
      if (!cell.text.empty()) write_text(to, column, cell.text, format(cell.look));
      return;
  }
}

Workbook::Workbook(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Workbook::~Workbook() = default;

Result<std::unique_ptr<Workbook>> Workbook::create(const fs::path& path, Memory memory,
                                                   const std::string& title,
                                                   std::chrono::system_clock::time_point created) {
  auto file = NewFile::create(path);
  if (!file) return pass_on(file);
  auto name = temporary_name();
  if (!name) return pass_on(name);
  auto parts = std::make_unique<Parts>(std::move(*file));
  parts->temporary = std::move(*name);
  lxw_workbook_options options{};
  if (memory == Memory::rows) parts->most_links = kMostLinksOfMany;
  options.constant_memory = memory == Memory::rows ? LXW_TRUE : LXW_FALSE;
  parts->book = workbook_new_opt(parts->temporary.c_str(), &options);
  if (parts->book == nullptr)
    return fail(ErrorCode::io, "cannot begin the workbook " + path.string());
  auto words = cell_text(title);
  lxw_doc_properties properties{};
  properties.title = words.data();
  properties.created = std::chrono::system_clock::to_time_t(created);
  workbook_set_properties(parts->book, &properties);
  return std::unique_ptr<Workbook>(new Workbook(std::move(parts)));
}

std::size_t Workbook::add_sheet(const std::string& name, std::vector<SheetColumn> columns,
                                Frozen frozen) {
  Parts::Sheet added;
  added.sheet = workbook_add_worksheet(parts_->book, name.c_str());
  OIT_CHECK(added.sheet != nullptr);
  added.columns = std::move(columns);
  added.has_heads =
      std::ranges::any_of(added.columns, [](const SheetColumn& one) { return !one.name.empty(); });
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_landscape(added.sheet);
  worksheet_set_paper(added.sheet, kA4);
  worksheet_fit_to_pages(added.sheet, 1, 0);
  worksheet_set_footer(added.sheet, "&C&P/&N");
  worksheet_set_default_row(added.sheet, kLineHeight, LXW_FALSE);
  for (std::size_t i = 0; i < added.columns.size(); ++i)
    worksheet_set_column(added.sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                         added.columns[i].width, nullptr);
  if (added.has_heads) {
    worksheet_repeat_rows(added.sheet, 0, 0);
    worksheet_freeze_panes(added.sheet, frozen.heads ? 1 : 0,
                           static_cast<lxw_col_t>(frozen.columns));
  }
  parts_->sheets.push_back(std::move(added));
  const auto number = parts_->sheets.size() - 1;
  if (!parts_->sheets[number].has_heads) return number;
  std::vector<Cell> heads;
  for (const auto& one : parts_->sheets[number].columns)
    heads.push_back({one.name, Look::label, 0, {}});
  add_row(number, heads);
  return number;
}

void Workbook::add_row(std::size_t sheet, const std::vector<Cell>& cells) {
  auto& to = parts_->sheets.at(sheet);
  if (to.rows >= kMostRows) {
    ++left_out_;
    return;
  }
  double lines = 1;
  for (std::size_t i = 0; i < std::min(cells.size(), to.columns.size()); ++i)
    lines = std::max(lines, lines_of(cells[i], to.columns[i].width));
  const bool is_title = !cells.empty() && cells.front().look == Look::title;
  const double height = std::min(kHighestRow, kLineHeight * lines + (is_title ? 6 : 0));
  parts_->note(worksheet_set_row(to.sheet, static_cast<lxw_row_t>(to.rows), height, nullptr));
  for (std::size_t i = 0; i < cells.size(); ++i)
    parts_->write(to, static_cast<lxw_col_t>(i), cells[i]);
  ++to.rows;
}

Result<bool> Workbook::finish() {
  for (auto& one : parts_->sheets)
    if (one.has_heads)
      parts_->note(worksheet_autofilter(
          one.sheet, 0, 0, static_cast<lxw_row_t>(std::max<std::size_t>(one.rows, 2) - 1),
          static_cast<lxw_col_t>(one.columns.size() - 1)));
  auto* const book = std::exchange(parts_->book, nullptr);
  parts_->note(workbook_close(book));
  if (parts_->error != LXW_NO_ERROR)
    return fail(ErrorCode::io,
                std::string("cannot write the workbook: ") + lxw_strerror(parts_->error));
  std::ifstream in(parts_->temporary, std::ios::binary);
  std::string bytes(kCopyBytes, '\0');
  while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || in.gcount() > 0)
    if (auto written = parts_->file.write(
            std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount())));
        !written)
      return written;
  return parts_->file.commit();
}

}  // namespace oit::report
