#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/duration.h"
#include "scan/csv_heads.h"
#include "scan/csv_records.h"
#include "scan/render_mode.h"
#include "scan/sites_draft.h"
#include "scan/written.h"
#include "text/normal.h"
#include "text/utf8.h"

namespace oit::scan {
namespace {

constexpr std::size_t kMostColumns = 1'000;

/// `cell` as messages show it: its beginning, when it is long.
std::string shown(std::string_view cell) {
  constexpr std::size_t kMost = 60;
  cell = trimmed(cell);
  if (cell.size() <= kMost) return std::string(cell);
  std::size_t end = kMost;
  while (end > 0 && text::is_continuation(cell[end])) --end;
  return std::string(cell.substr(0, end)) + "…";
}

/// What is wrong with the key of a column, or "".
std::string check_key(const Column& column, const model::Rulebook& rulebook) {
  if (column.field == Field::unit && !is_item(rulebook, column.key) &&
      !is_role(rulebook, column.key))
    return fmt::format("unit:{}: expected a role of units.toml or an item such as O1",
                       shown(column.key));
  if (column.field == Field::submitted && !is_item(rulebook, column.key))
    return fmt::format("submitted:{}: expected an item of {} such as O1", shown(column.key),
                       rulebook.year.id);
  if (column.field == Field::score && !is_score(column.key))
    return fmt::format("score:{}: expected {}", shown(column.key), kScoreKeys);
  return {};
}

/// Reads lines under the heads of their sheet.
class Sheet {
 public:
  Sheet(const std::string& file, Rulebooks& rulebooks) : file_(file), rulebooks_(rulebooks) {}

  Result<bool> read_heads(const CsvRecord& record);
  Result<SiteDraft> read_line(const CsvRecord& record);

 private:
  Result<bool> check_keys(std::size_t line);
  Result<const model::Rulebook*> choose_rulebook(const CsvRecord& record, SiteDraft& draft);
  void read_cells(const CsvRecord& record, const model::Rulebook& rulebook, SiteDraft& draft);
  void read_field(const Column& column, std::string_view cell, const model::Rulebook& rulebook,
                  SiteDraft& draft);
  void read_profile(const Column& column, std::string_view cell, const model::Rulebook& rulebook,
                    SiteDraft& draft);
  void read_limit(Field field, std::string_view cell, SiteDraft& draft);
  void complain(SiteDraft& draft, std::string_view message) const {
    draft.problems.push_back(fmt::format("{}:{}: {}", file_, draft.entry.line, message));
  }
  tl::unexpected<Error> refuse(std::size_t line, std::string_view message) const {
    return fail(ErrorCode::bad_config, fmt::format("{}:{}: {}", file_, line, message));
  }

  std::string file_;
  Rulebooks& rulebooks_;
  std::vector<Column> columns_;
};

/// Heads after the last one that is not blank are what spreadsheets leave behind.
std::size_t used(const std::vector<std::string>& cells) {
  std::size_t count = cells.size();
  while (count > 0 && trimmed(cells[count - 1]).empty()) --count;
  return count;
}

Result<bool> Sheet::read_heads(const CsvRecord& record) {
  std::string unknown;
  std::size_t unknowns = 0;
  const auto count = used(record.cells);
  if (record.is_unclosed) return refuse(record.line, "a quote is opened and never closed");
  if (count > kMostColumns)
    return refuse(record.line, fmt::format("more than {} columns", kMostColumns));
  for (std::size_t i = 0; i < count; ++i) {
    auto column = column_of(record.cells[i]);
    if (!column) {
      unknown += fmt::format("{}\"{}\"", unknown.empty() ? "" : ", ", shown(record.cells[i]));
      ++unknowns;
    } else if (column->field != Field::note &&
               std::ranges::find(columns_, *column) != columns_.end()) {
      return refuse(record.line,
                    fmt::format("the column \"{}\" stands there twice", shown(record.cells[i])));
    }
    columns_.push_back(column.value_or(Column{}));
  }
  if (unknowns == count)
    return refuse(record.line, "the first line holds no column heads; there are " + list_heads());
  if (unknowns > 0)
    return refuse(record.line, fmt::format("unknown column {}; there are {}; a head that begins "
                                           "with # is a note",
                                           unknown, list_heads()));
  if (std::ranges::find(columns_, Field::url, &Column::field) == columns_.end())
    return refuse(record.line, "no column of addresses; there are " + list_heads());
  return check_keys(record.line);
}

/// Where all lines have one rulebook, a head with an unknown key would make each of them bad.
Result<bool> Sheet::check_keys(std::size_t line) {
  if (std::ranges::find(columns_, Field::rulebook, &Column::field) != columns_.end()) return true;
  const auto rulebook = rulebooks_.get("");
  if (!rulebook) return pass_on(rulebook);
  for (const auto& column : columns_)
    if (const auto wrong = check_key(column, **rulebook); !wrong.empty())
      return refuse(line, wrong);
  return true;
}

Result<const model::Rulebook*> Sheet::choose_rulebook(const CsvRecord& record, SiteDraft& draft) {
  const auto at = std::ranges::find(columns_, Field::rulebook, &Column::field);
  const auto index = static_cast<std::size_t>(at - columns_.begin());
  if (at == columns_.end() || index >= record.cells.size()) return rulebooks_.get("");
  draft.entry.rulebook = trimmed(record.cells[index]);
  auto chosen = rulebooks_.get(draft.entry.rulebook);
  if (chosen || draft.entry.rulebook.empty()) return chosen;
  complain(draft, "rulebook: " + chosen.error().message);
  return rulebooks_.get("");
}

Result<SiteDraft> Sheet::read_line(const CsvRecord& record) {
  SiteDraft draft;
  draft.entry.line = record.line;
  const auto rulebook = choose_rulebook(record, draft);
  if (!rulebook) return pass_on(rulebook);
  const auto url = std::ranges::find(columns_, Field::url, &Column::field) - columns_.begin();
  const auto index = static_cast<std::size_t>(url);
  read_address(index < record.cells.size() ? record.cells[index] : "",
               fmt::format("{}:{}", file_, record.line), draft);
  read_cells(record, **rulebook, draft);
  if (record.is_unclosed)
    complain(draft, "a quote is opened and never closed; the lines after it were not read");
  return draft;
}

void Sheet::read_cells(const CsvRecord& record, const model::Rulebook& rulebook, SiteDraft& draft) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  if (used(record.cells) > columns_.size())
    complain(draft, fmt::format("there are {} cells under {} heads; is a separator in one of them "
                                "not quoted?",
                                used(record.cells), columns_.size()));
  for (std::size_t i = 0; i < std::min(record.cells.size(), columns_.size()); ++i) {
    const auto cell = trimmed(record.cells[i]);
    if (cell.empty() || columns_[i].field == Field::note) continue;
    if (cell.find(kReplacement) != std::string_view::npos)
      complain(draft,
               fmt::format("letters of cell {} cannot be read; save the file as CSV UTF-8", i + 1));
    read_field(columns_[i], cell, rulebook, draft);
  }
}

std::vector<std::string> read_tags(std::string_view cell) {
  std::vector<std::string> tags;
  while (!cell.empty()) {
    const auto end = std::min(cell.find_first_of(",;|\n"), cell.size());
    if (const auto tag = trimmed(cell.substr(0, end)); !tag.empty()) tags.emplace_back(tag);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return tags;
}

/// In one line, whatever the cell held.
std::string one_line(std::string_view cell) {
  std::string out(cell);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

void Sheet::read_field(const Column& column, std::string_view cell, const model::Rulebook& rulebook,
                       SiteDraft& draft) {
  auto& entry = draft.entry;
  switch (column.field) {
    case Field::url:
    case Field::rulebook:
    case Field::note:
      return;  // read before, or not at all
    case Field::id:
      entry.id = cell;
      return;
    case Field::province:
      entry.province = one_line(cell);
      return;
    case Field::district:
      entry.district = one_line(cell);
      return;
    case Field::tags:
      entry.tags = read_tags(cell);
      return;
    case Field::max_pages:
    case Field::max_time:
    case Field::delay:
    case Field::connections:
    case Field::render:
      return read_limit(column.field, cell, draft);
    case Field::name:
    case Field::agency_type:
    case Field::deadline:
    case Field::waive:
    case Field::unit:
    case Field::contact:
    case Field::submitted:
    case Field::score:
      return read_profile(column, cell, rulebook, draft);
  }
}

void Sheet::read_profile(const Column& column, std::string_view cell,
                         const model::Rulebook& rulebook, SiteDraft& draft) {
  auto& profile = draft.entry.profile;
  if (column.field == Field::name) {
    profile.name = one_line(cell);
  } else if (column.field == Field::agency_type) {
    if (auto id = find_agency_type(rulebook, cell))
      profile.agency_type = std::move(*id);
    else
      complain(draft, fmt::format("agency type \"{}\": expected one of {}", shown(cell),
                                  agency_types(rulebook)));
  } else if (column.field == Field::deadline) {
    profile.deadline = read_written_day(cell);
    if (!profile.deadline)
      complain(draft, fmt::format("deadline \"{}\": expected YYYY-MM-DD or d/m/yyyy", shown(cell)));
  } else if (column.field == Field::waive) {
    if (auto waivers = read_waivers(one_line(cell), rulebook))
      profile.waivers = std::move(*waivers);
    else
      complain(draft, waivers.error().message);
  } else if (const auto wrong = check_key(column, rulebook); !wrong.empty()) {
    complain(draft, wrong);
  } else if (column.field == Field::unit) {
    profile.units[column.key] = one_line(cell);
  } else if (column.field == Field::contact) {
    profile.contacts[column.key] = one_line(cell);
  } else if (column.field == Field::score) {
    if (const auto score = read_written_score(cell))
      profile.scores[column.key] = *score;
    else
      complain(draft, fmt::format("score:{} \"{}\": expected a number from 0 to 100", column.key,
                                  shown(cell)));
  } else if (auto address = url::Url::parse(cell)) {
    profile.submitted[column.key] = std::move(*address);
  } else {
    complain(draft, fmt::format("submitted:{}: {}", column.key, address.error().message));
  }
}

void Sheet::read_limit(Field field, std::string_view cell, SiteDraft& draft) {
  auto& limits = draft.entry.limits;
  const auto written = text::fold_digits(cell);
  if (field == Field::max_time || field == Field::delay) {
    const auto read = read_duration(written);
    if (!read) return complain(draft, read.error().message);
    (field == Field::delay ? limits.delay : limits.max_time) = *read;
    return;
  }
  if (field == Field::render) {
    limits.render = read_render_mode(one_line(cell));
    if (!limits.render)
      complain(draft, fmt::format("render \"{}\": expected auto, never or always", shown(cell)));
    return;
  }
  const bool is_pages = field == Field::max_pages;
  const std::size_t most = is_pages ? kMostPages : kMostConnections;
  std::size_t number = 0;
  const auto* const end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 1 || number > most)
    return complain(draft, fmt::format("{} \"{}\": expected a whole number from 1 to {}",
                                       is_pages ? "max_pages" : "connections", shown(cell), most));
  (is_pages ? limits.max_pages : limits.connections) = number;
}

}  // namespace

Result<std::vector<SiteDraft>> read_csv_sites(std::string_view text, const std::string& file,
                                              Rulebooks& rulebooks) {
  CsvRecords records(text);
  const auto heads = records.next();
  if (!heads) return fail(ErrorCode::bad_config, file + ": is empty");
  Sheet sheet(file, rulebooks);
  if (const auto read = sheet.read_heads(*heads); !read) return pass_on(read);
  std::vector<SiteDraft> drafts;
  while (const auto record = records.next()) {
    if (drafts.size() == kMostSites)
      return fail(ErrorCode::bad_config, fmt::format("{}: more than {} sites", file, kMostSites));
    auto draft = sheet.read_line(*record);
    if (!draft) return pass_on(draft);
    drafts.push_back(std::move(*draft));
  }
  return drafts;
}

}  // namespace oit::scan
