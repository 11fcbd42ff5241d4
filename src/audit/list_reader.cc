#include "audit/list_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "match/item_number.h"
#include "match/label_key.h"
#include "match/phrase_parts.h"
#include "text/normal.h"

namespace oit::audit {
namespace {

constexpr int kFewRows = 4;  // numbers that make a list

/// The parts of all marks, in the order of the sectors and their marks.
std::vector<std::string> mark_keys(const model::Rulebook& rulebook) {
  std::vector<std::string> keys;
  for (const auto& sector : rulebook.sectors)
    for (const auto& mark : sector.marks)
      for (const auto part : match::split_parts(mark)) keys.push_back(match::make_phrase_key(part));
  return keys;
}

/// The numbers that stand behind `prefix` in `text`: "MOIT 5", "MOIT-12".
void add_numbers(std::string_view text, std::string_view prefix, std::set<int>& numbers) {
  const auto line = text::fold_digits(text);
  for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix, at + 1)) {
    auto i = at + prefix.size();
    while (i < line.size() && (line[i] == ' ' || line[i] == '-' || line[i] == '.')) ++i;
    int number = 0;
    for (; i < line.size() && line[i] >= '0' && line[i] <= '9' && number < 100; ++i)
      number = 10 * number + (line[i] - '0');
    if (number != 0) numbers.insert(number);
  }
}

/// Whether numbers with the sector's own prefix stand on `page`.
bool has_prefixed(const model::SectorList& sector, const model::PageFacts& page) {
  if (sector.prefix.empty()) return false;
  std::set<int> numbers;
  for (const auto& heading : page.headings) add_numbers(heading, sector.prefix, numbers);
  for (const auto& fact : page.links) {
    add_numbers(fact.link.label, sector.prefix, numbers);
    add_numbers(fact.link.row, sector.prefix, numbers);
  }
  return numbers.size() >= kFewRows;
}

model::LocalText name_of(const model::SectorList& sector) {
  return {sector.title.th, sector.title.en.empty() ? sector.title.th : sector.title.en};
}

std::size_t items_of(const model::Rulebook& rulebook, int fiscal_year) {
  const auto at = std::ranges::find(rulebook.years, fiscal_year, &model::Year::fiscal_year);
  return at == rulebook.years.end() ? 0 : at->items.size();
}

}  // namespace

const model::SectorList* sector_for(const model::Rulebook& rulebook, const std::string& agency_type,
                                    int fiscal_year) {
  for (const auto& sector : rulebook.sectors)
    if (fiscal_year >= sector.since &&
        std::ranges::find(sector.agency_types, agency_type) != sector.agency_types.end())
      return &sector;
  return nullptr;
}

ListReader::ListReader(const model::Rulebook& rulebook, const std::string& agency_type)
    : rulebook_(rulebook),
      own_sector_(sector_for(rulebook, agency_type, rulebook.year.fiscal_year)),
      marks_(mark_keys(rulebook)) {}

bool ListReader::has_marks(const model::SectorList& sector, const model::PageFacts& page) const {
  const auto stands_in = [&](std::string_view line) {
    const auto key = match::make_label_key(line).bytes;
    std::vector<match::KeySet::Found> found;
    marks_.find(key, found);
    if (found.empty()) return false;
    const auto has = [&](std::string_view part) {
      const auto wanted = match::make_phrase_key(part);
      return std::ranges::any_of(found,
                                 [&](const auto& one) { return marks_.key(one.key) == wanted; });
    };
    return std::ranges::any_of(sector.marks, [&](const std::string& mark) {
      const auto parts = match::split_parts(mark);
      return std::ranges::all_of(parts, has);
    });
  };
  return stands_in(page.title) || std::ranges::any_of(page.headings, stands_in) ||
         std::ranges::any_of(page.title_lines,
                             [&](const auto& line) { return stands_in(line.text); });
}

const model::SectorList* ListReader::sector_of(const model::PageFacts& page) const {
  for (const auto& sector : rulebook_.sectors)
    if (has_prefixed(sector, page) || has_marks(sector, page)) return &sector;
  // Numbers that look like the NACC's, on the site of an agency that has others.
  return own_sector_ != nullptr && own_sector_->prefix.empty() ? own_sector_ : nullptr;
}

void ListReader::hear(const model::PageFacts& page, const model::LinkFact& fact, int stated) {
  if (!page.is_index && !page.collects) return;
  if (!sectors_.contains(&page)) sectors_[&page] = sector_of(page);
  if (fact.codes.empty() || fact.link.in_menu || fact.back) return;
  auto& votes = votes_[{&page, stated}];
  ++votes.rows;
  const auto& hits = fact.by_label.empty() ? fact.by_row : fact.by_label;
  if (hits.empty()) return;
  ++votes.named;
  for (const auto& year : rulebook_.years) {
    const bool agrees = std::ranges::any_of(fact.codes, [&](int code) {
      const auto topics = match::topics_of_number(rulebook_, year.fiscal_year, code);
      return std::ranges::any_of(hits, [&](const model::TopicHit& hit) {
        return std::ranges::find(topics, hit.topic) != topics.end();
      });
    });
    if (agrees) ++votes.by_table[year.fiscal_year];
  }
}

int ListReader::best_table(const Votes& votes, int stated) const {
  const auto agreed = [&](int year) {
    const auto at = votes.by_table.find(year);
    return at == votes.by_table.end() ? 0 : at->second;
  };
  int best = stated;
  for (const auto& [year, count] : votes.by_table)
    if (count > agreed(best) || (count == agreed(best) && best != stated)) best = year;
  const bool is_clear = agreed(best) >= kFewRows && 5 * agreed(best) >= 3 * votes.named &&
                        2 * agreed(stated) <= agreed(best);
  return is_clear ? best : stated;
}

int ListReader::table_of(const model::PageFacts& page, int stated) const {
  if (const auto at = sectors_.find(&page); at != sectors_.end() && at->second != nullptr) return 0;
  const int otherwise = stated == 0 ? rulebook_.year.fiscal_year : stated;
  const auto votes = votes_.find({&page, stated});
  return votes == votes_.end() ? otherwise : best_table(votes->second, otherwise);
}

std::vector<ShownList> ListReader::lists() const {
  std::vector<ShownList> lists;
  std::set<const model::PageFacts*> told;
  for (const auto& [key, votes] : votes_) {
    const auto& [page, stated] = key;
    if (votes.rows < kFewRows || page->off_site) continue;
    const auto* sector = sectors_.at(page);
    lists.push_back({page, stated, table_of(*page, stated), votes.rows, sector});
    if (sector != nullptr) told.insert(page);
  }
  for (const auto& [page, sector] : sectors_)  // of a prefix that is no number of ours
    if (sector != nullptr && !told.contains(page) && !page->off_site &&
        has_prefixed(*sector, *page))
      lists.push_back({page, 0, 0, 0, sector});
  return lists;
}

std::vector<model::SiteProblem> tell_lists(const ListReader& reader,
                                           const model::Rulebook& rulebook) {
  const int fy = rulebook.year.fiscal_year;
  const auto lists = reader.lists();
  std::vector<model::SiteProblem> told;
  const ShownList* newest = nullptr;
  bool has_own = false;
  std::set<std::string> sectors;
  for (const auto& list : lists) {
    if (list.sector != nullptr) {
      if (!sectors.insert(list.sector->id).second) continue;
      const auto name = name_of(*list.sector);
      told.push_back(
          {"sector_list",
           list.page->url.text(),
           {"หน้านี้เป็น" + name.th + " ไม่ใช่รายการของ ป.ป.ช. จึงไม่นำเลขข้อในหน้านี้มาใช้",
            "this page is the " + name.en + ", not the NACC's list: its numbers are not used"}});
      continue;
    }
    const int year = list.stated == 0 ? list.table : list.stated;
    has_own = has_own || year == fy;
    if (year == fy && list.table != fy)
      told.push_back(
          {"other_list",
           list.page->url.text(),
           {fmt::format("หน้านี้ระบุปี {} แต่เลขข้อเป็นของรายการปี {} ({} ข้อ) จึงอ่านตามชื่อเรื่อง ไม่ใช่ตามเลข",
                        year, list.table, items_of(rulebook, list.table)),
            fmt::format("this page says {}, but its numbers are those of the {} list ({} items): "
                        "titles were read, not numbers",
                        year, list.table, items_of(rulebook, list.table))}});
    const int newest_year =
        newest == nullptr ? 0 : (newest->stated == 0 ? newest->table : newest->stated);
    if (year > newest_year) newest = &list;
  }
  if (has_own || newest == nullptr) return told;
  const int year = newest->stated == 0 ? newest->table : newest->stated;
  const auto items = items_of(rulebook, newest->table);
  told.push_back(
      {"other_list",
       newest->page->url.text(),
       {fmt::format("หน้ารายการนี้เป็นรายการปี {} ({} ข้อ) ยังไม่พบหน้ารายการปี {} ({} ข้อ) "
                    "ให้ปรับเลขข้อและชื่อรายการตามปีที่ประเมิน",
                    year, items, fy, rulebook.year.items.size()),
        fmt::format("this index is the {} list ({} items); no index of {} ({} items) was found: "
                    "bring numbers and titles up to the year assessed",
                    year, items, fy, rulebook.year.items.size())}});
  return told;
}

}  // namespace oit::audit
