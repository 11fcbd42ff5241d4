#include "store/run_columns.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "store/deflate.h"

namespace oit::store {
namespace {

using Key = std::pair<std::string, std::string>;
using Json = nlohmann::json;

constexpr std::size_t kNumber = 4;  // bytes, little-endian
constexpr std::uint32_t kClosed = 0xFFFFFFFF;
constexpr double kUnits = 1e6;  // of a score of 0..100
constexpr char kNone = ' ';     // the site has no such item
constexpr char kList = 'l', kBits = 'b';

const Key kScores = {"oit", ""}, kIds = {"site", ""}, kCounts = {"counts", ""}, kAny = {"any", ""};

void put(std::string& bytes, std::size_t number) {
  for (std::size_t n = 0; n < kNumber; ++n) bytes += static_cast<char>(number >> (8 * n) & 0xFFU);
}

std::uint32_t number_at(std::string_view bytes, std::size_t place) {
  std::uint32_t number = 0;
  for (std::size_t n = kNumber; n-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[place * kNumber + n]);
  return number;
}

/// There are as many columns of letters as items: they are kept small. The others are read at once.
bool is_deflated(const Key& key) { return key.first == "status"; }

bool is_group(const Key& key) {
  return key != kScores && key != kIds && key != kCounts && key != kAny && key.first != "status";
}

/// Places as a list of numbers or, where that is shorter, as a bit a site.
std::string pack(const std::string& numbers, std::size_t sites) {
  if (numbers.size() <= sites / 8) return kList + numbers;
  std::string bits((sites + 7) / 8 + 1, '\0');
  bits[0] = kBits;
  for (std::size_t n = 0; n < numbers.size() / kNumber; ++n) {
    const auto place = number_at(numbers, n);
    auto& byte = bits[1 + place / 8];
    byte = static_cast<char>(static_cast<unsigned char>(byte) | 1U << (place % 8));
  }
  return bits;
}

void add_groups(RunColumns& columns, const Row& row, std::size_t place) {
  const auto add = [&](GroupBy by, const std::string& value) {
    if (!value.empty()) put(columns[{std::string(name_of(by)), value}], place);
  };
  add(GroupBy::agency_type, row.text(1));
  add(GroupBy::province, row.text(2));
  add(GroupBy::district, row.text(3));
  const auto tags = row.text(4);
  if (tags.size() <= 2) return;  // "[]"
  std::set<std::string> each;
  for (const auto& tag : Json::parse(tags, nullptr, false))
    if (tag.is_string()) each.insert(tag.get<std::string>());
  for (const auto& tag : each) add(GroupBy::tag, tag);
}

void add_statuses(RunColumns& columns, const std::string& statuses, std::size_t place) {
  std::string counts(kStatuses, '\0');
  unsigned any = 0;
  for (const auto& [item, status] : read_statuses(statuses)) {
    auto& column = columns[{"status", item}];
    column.resize(place, kNone);
    column += letter_of(status);
    const auto number = static_cast<std::size_t>(status);
    any |= 1U << number;
    if (static_cast<unsigned char>(counts[number]) < 0xFF) ++counts[number];
  }
  columns[kCounts] += counts;
  columns[kAny] += static_cast<char>(any);
}

/// The columns that `filter` is answered from.
std::vector<Key> keys_of(const SiteFilter& filter, With with) {
  std::vector<Key> keys = {kScores};
  const auto add = [&](GroupBy by, const std::string& value) {
    if (!value.empty()) keys.emplace_back(name_of(by), value);
  };
  add(GroupBy::province, filter.province);
  add(GroupBy::district, filter.district);
  add(GroupBy::agency_type, filter.agency_type);
  add(GroupBy::tag, filter.tag);
  if (!filter.item.empty()) keys.emplace_back("status", filter.item);
  if (filter.item.empty() && filter.status) keys.push_back(kAny);
  if (filter.sites) keys.push_back(kIds);
  if (with == With::items) keys.push_back(kCounts);
  return keys;
}

/// A set of sites, by their place.
class Places {
 public:
  explicit Places(std::size_t sites, bool all) : bytes_((sites + 7) / 8, all ? 0xFF : 0) {
    if (all && sites % 8 != 0) bytes_.back() = static_cast<unsigned char>((1U << sites % 8) - 1);
  }
  Places(std::string_view packed, std::size_t sites) : Places(sites, false) {
    if (packed.starts_with(kBits))
      for (std::size_t n = 0; n < std::min(bytes_.size(), packed.size() - 1); ++n)
        bytes_[n] = static_cast<unsigned char>(packed[n + 1]);
    else if (packed.starts_with(kList))
      for (std::size_t n = 0; n < (packed.size() - 1) / kNumber; ++n)
        if (const auto place = number_at(packed.substr(1), n); place < sites) add(place);
  }

  void add(std::size_t place) { bytes_[place / 8] |= static_cast<unsigned char>(1U << place % 8); }

  void keep(const Places& other) {
    for (std::size_t n = 0; n < bytes_.size(); ++n) bytes_[n] &= other.bytes_[n];
  }

  /// Leaves those that `predicate` is true of.
  template <class Predicate>
  void keep_if(const Predicate& predicate) {
    for_each([&](std::size_t place) {
      if (!predicate(place)) bytes_[place / 8] &= static_cast<unsigned char>(~(1U << place % 8));
    });
  }

  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t n = 0; n < bytes_.size(); ++n)
      for (unsigned left = bytes_[n]; left != 0; left &= left - 1)
        visit(n * 8 + static_cast<std::size_t>(std::countr_zero(left)));
  }

 private:
  std::vector<unsigned char> bytes_;
};

Places find_sites(std::string_view ids, const std::set<std::string>& wanted, std::size_t sites) {
  Places found(sites, false);
  for (std::size_t place = 0; place < sites && !ids.empty(); ++place) {
    const auto id = ids.substr(0, ids.find('\n'));
    if (wanted.contains(std::string(id))) found.add(place);
    ids.remove_prefix(std::min(ids.size(), id.size() + 1));
  }
  return found;
}

}  // namespace

Result<RunColumns> make_columns(Database& database, const std::string& run) {
  const auto rows = database.query(
      "select site, agency_type, province, district, tags, outcome, oit, statuses "
      "from site_summary where run = ?1 order by position",
      {run});
  if (!rows) return pass_on(rows);
  RunColumns columns = {{kScores, ""}};
  for (std::size_t place = 0; place < rows->size(); ++place) {
    const auto& row = (*rows)[place];
    const bool opened = row.text(5) == "ok";
    put(columns[kScores], opened ? static_cast<std::size_t>(
                                       std::llround(std::clamp(row.real(6), 0.0, 100.0) * kUnits))
                                 : kClosed);
    columns[kIds] += row.text(0) + '\n';
    add_groups(columns, row, place);
    add_statuses(columns, row.text(7), place);
  }
  for (auto& [key, bytes] : columns) {
    if (key.first == "status") bytes.resize(rows->size(), kNone);
    if (is_group(key)) bytes = pack(bytes, rows->size());
  }
  return columns;
}

Result<bool> drop_columns(Database& database, const std::string& run) {
  const auto done = database.execute("delete from run_column where run = ?1", {run});
  if (!done) return pass_on(done);
  return true;
}

Result<bool> keep_columns(Database& database, const std::string& run) {
  const auto columns = make_columns(database, run);
  if (!columns) return pass_on(columns);
  if (const auto dropped = drop_columns(database, run); !dropped) return dropped;
  std::vector<std::vector<Value>> rows;
  for (const auto& [key, bytes] : *columns)
    rows.push_back({key.first, key.second, run,
                    Blob{is_deflated(key) ? deflate(bytes, Effort::quick) : bytes}});
  const auto kept = insert_rows(database, "run_column (kind, value, run, bytes)", rows);
  if (!kept) return pass_on(kept);
  return true;
}

Result<bool> keep_all_columns(Database& database) {
  const auto runs = database.query("select id from run where state <> 'running' order by id");
  if (!runs) return pass_on(runs);
  for (const auto& run : *runs)
    if (const auto kept = keep_columns(database, run.text(0)); !kept) return kept;
  return true;
}

Result<std::map<std::string, RunColumns>> read_columns(Database& database, const std::string& first,
                                                       const std::string& last,
                                                       const SiteFilter& filter, With with) {
  std::map<std::string, RunColumns> read;
  for (const auto& key : keys_of(filter, with)) {
    const auto rows = database.query(
        "select run, bytes from run_column where kind = ?1 and value = ?2 and run between ?3 and "
        "?4",
        {key.first, key.second, first, last});
    if (!rows) return pass_on(rows);
    for (const auto& row : *rows) {
      if (key != kScores && !read.contains(row.text(0))) continue;
      auto& columns = read[row.text(0)];
      const auto sites = columns[kScores].size() / kNumber;
      auto bytes = row.bytes(1);
      if (is_deflated(key)) bytes = inflate(bytes, sites).value_or("");
      columns[key] = std::move(bytes);
    }
  }
  return read;
}

GroupCounts SiteCounter::count(const RunColumns& columns) {
  const auto column = [&](const Key& key) -> const std::string& {
    static const std::string kEmpty;
    const auto found = columns.find(key);
    return found == columns.end() ? kEmpty : found->second;
  };
  const auto& scores = column(kScores);
  const auto sites = scores.size() / kNumber;
  Places allowed(sites, true);
  for (const auto& key : keys_of(filter_, With::scores)) {
    const auto& bytes = column(key);
    if (is_group(key)) {
      allowed.keep(Places(bytes, sites));
    } else if (key.first == "status") {
      allowed.keep_if([&](std::size_t place) {
        const char letter = place < bytes.size() ? bytes[place] : kNone;
        return filter_.status ? letter == letter_of(*filter_.status) : letter != kNone;
      });
    } else if (key == kAny) {
      const auto bit = 1U << static_cast<unsigned>(*filter_.status);
      allowed.keep_if([&](std::size_t place) {
        return place < bytes.size() && (static_cast<unsigned char>(bytes[place]) & bit) != 0;
      });
    } else if (key == kIds) {
      if (bytes != ids_ || !is_found_) {
        Places places = find_sites(bytes, *filter_.sites, sites);
        found_.clear();
        places.for_each([&](std::size_t place) { put(found_, place); });
        ids_ = bytes;
        is_found_ = true;
      }
      allowed.keep(Places(kList + found_, sites));
    }
  }
  const auto& counts = column(kCounts);
  GroupCounts sum;
  double oit = 0;
  allowed.for_each([&](std::size_t place) {
    ++sum.sites;
    const auto score = number_at(scores, place);
    if (score == kClosed) {
      ++sum.failed;
      return;
    }
    oit += score / kUnits;
    for (std::size_t n = 0; n < kStatuses && (place + 1) * kStatuses <= counts.size(); ++n)
      sum.items[n] += static_cast<unsigned char>(counts[place * kStatuses + n]);
  });
  if (sum.sites > sum.failed) sum.oit = oit / static_cast<double>(sum.sites - sum.failed);
  return sum;
}

}  // namespace oit::store
