#include "scan/written.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "text/normal.h"

namespace oit::scan {
namespace {

constexpr int kFirstBuddhistYear = 2400, kBuddhistEra = 543;
constexpr int kFirstYear = 1900, kLastYear = 2199;  // A.D.; anything else is a slip of the pen
constexpr std::size_t kLongestId = 64;

/// Spaces of more than one byte, and marks nobody sees, that stand around copied cells.
constexpr std::array<std::string_view, 5> kBlanks = {"\u00A0", "\u200B", "\u200E", "\uFEFF",
                                                     "\u3000"};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool drop_blank(std::string_view& text) {
  for (const auto blank : kBlanks) {
    if (text.starts_with(blank)) {
      text.remove_prefix(blank.size());
      return true;
    }
    if (text.ends_with(blank)) {
      text.remove_suffix(blank.size());
      return true;
    }
  }
  return false;
}

/// Comparable: one spelling, one case.
std::string key_of(std::string_view text) {
  auto key = text::normalise(text);
  std::ranges::transform(key, key.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return key;
}

/// Three numbers parted by one of "-/." twice; the separator, or 0 when it is nothing of the kind.
char read_numbers(std::string_view text, std::array<int, 3>& numbers,
                  std::array<std::size_t, 3>& lengths) {
  char separator = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto* const end = text.data() + text.size();
    if (text.empty() || text.front() == '-') return 0;
    const auto read = std::from_chars(text.data(), end, numbers[i]);
    if (read.ec != std::errc()) return 0;
    lengths[i] = static_cast<std::size_t>(read.ptr - text.data());
    text.remove_prefix(lengths[i]);
    if (i + 1 == numbers.size()) break;
    if (text.empty() || std::string_view("-/.").find(text.front()) == std::string_view::npos)
      return 0;
    if (i == 1 && text.front() != separator) return 0;
    separator = text.front();
    text.remove_prefix(1);
  }
  return text.empty() ? separator : char{0};
}

struct Ending {
  std::size_t at = std::string_view::npos, size = 0;
};

/// The last word that stands before a waiver's day.
Ending find_until(std::string_view text) {
  Ending out;
  for (const std::string_view word : {"until ", "ถึงวันที่", "ถึง"}) {
    const auto at = text.rfind(word);
    if (at != std::string_view::npos && (out.size == 0 || at > out.at)) out = {at, word.size()};
  }
  return out;
}

Result<model::Waiver> read_waiver(std::string_view written) {
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::bad_config,
                fmt::format("waiver \"{}\": {}; write O12: reason (owner) until 2027-04-30",
                            trimmed(written), why));
  };
  const auto colon = written.find(':');
  if (colon == std::string_view::npos) return refuse("no \":\" after the item");
  model::Waiver waiver;
  waiver.item = text::fold_digits(trimmed(written.substr(0, colon)));
  auto rest = written.substr(colon + 1);
  const auto until = find_until(rest);
  if (until.size == 0) return refuse("no \"until\" with a day");
  const auto day = read_written_day(rest.substr(until.at + until.size));
  if (!day) return refuse("no day after \"until\"");
  waiver.until = *day;
  rest = trimmed(rest.substr(0, until.at));
  const auto open = rest.rfind('(');
  if (open == std::string_view::npos || !rest.ends_with(')')) return refuse("no owner in brackets");
  waiver.owner = trimmed(rest.substr(open + 1, rest.size() - open - 2));
  waiver.reason = trimmed(rest.substr(0, open));
  return waiver;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  do {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  } while (drop_blank(text));
  return text;
}

std::optional<text::Day> read_written_day(std::string_view written) {
  const auto folded = text::fold_digits(trimmed(written));
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> lengths{};
  const char separator = read_numbers(folded, numbers, lengths);
  if (separator == 0) return std::nullopt;
  if (lengths[0] == 4 && separator == '-')
    std::swap(numbers[0], numbers[2]);
  else if (lengths[2] != 4)
    return std::nullopt;
  auto [day, month, year] = numbers;
  if (year >= kFirstBuddhistYear) year -= kBuddhistEra;
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)});
  if (!date.ok()) return std::nullopt;
  return text::Day(date);
}

bool is_buddhist_year(text::Day day) {
  return static_cast<int>(std::chrono::year_month_day(day).year()) >= kFirstBuddhistYear;
}

std::optional<std::string> find_agency_type(const model::Rulebook& rulebook,
                                            std::string_view written) {
  if (written == "generic") return "generic";
  for (const auto& type : rulebook.agency_types)
    if (type.id == written || type.name.th == written ||
        std::ranges::find(type.words, written) != type.words.end())
      return type.id;  // as nearly every line writes it: nothing has to be normalised
  const auto key = key_of(written);
  if (key.empty()) return std::nullopt;
  for (const auto& type : rulebook.agency_types) {
    if (key_of(type.id) == key || key_of(type.name.th) == key || key_of(type.name.en) == key)
      return type.id;
    if (std::ranges::find(type.words, key, key_of) != type.words.end()) return type.id;
  }
  return std::nullopt;
}

std::string agency_types(const model::Rulebook& rulebook) {
  std::string known = "generic";
  for (const auto& type : rulebook.agency_types) known += ", " + type.id;
  return known;
}

bool is_score(std::string_view key) {
  for (const std::string_view word : {"total", "previous", "iit", "eit", "oit"})
    if (key == word) return true;
  if (!key.empty() && (key.front() == 'i' || key.front() == 'e')) key.remove_prefix(1);
  return !key.empty() && key.size() <= 2 && key.front() != '0' &&
         std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<double> read_written_score(std::string_view text) {
  const auto written = text::fold_digits(text);
  const auto* const end = written.data() + written.size();
  double score = 0;
  const auto read = std::from_chars(written.data(), end, score, std::chars_format::fixed);
  const bool is_read = read.ec == std::errc() && read.ptr == end && score >= 0 && score <= 100;
  return is_read ? std::optional(score) : std::nullopt;
}

bool is_item(const model::Rulebook& rulebook, std::string_view id) {
  return std::ranges::find(rulebook.year.items, id, &model::YearItem::id) !=
         rulebook.year.items.end();
}

bool is_role(const model::Rulebook& rulebook, std::string_view id) {
  return std::ranges::find(rulebook.roles, id, &model::Role::id) != rulebook.roles.end();
}

Result<std::vector<model::Waiver>> read_waivers(std::string_view written,
                                                const model::Rulebook& rulebook) {
  std::vector<model::Waiver> waivers;
  while (!written.empty()) {
    const auto end = std::min(written.find(';'), written.size());
    const auto part = written.substr(0, end);
    written.remove_prefix(std::min(end + 1, written.size()));
    if (trimmed(part).empty()) continue;
    auto waiver = read_waiver(part);
    if (!waiver) return pass_on(waiver);
    if (const auto wrong = check_waiver(*waiver, rulebook, waivers); !wrong.empty())
      return fail(ErrorCode::bad_config, wrong);
    waivers.push_back(std::move(*waiver));
  }
  return waivers;
}

std::string check_waiver(const model::Waiver& waiver, const model::Rulebook& rulebook,
                         const std::vector<model::Waiver>& others) {
  if (!is_item(rulebook, waiver.item))
    return fmt::format("waiver of \"{}\": expected an item of {} such as O1", waiver.item,
                       rulebook.year.id);
  if (waiver.reason.empty()) return "waiver of " + waiver.item + ": no reason is given";
  if (waiver.owner.empty()) return "waiver of " + waiver.item + ": nobody answers for it (owner)";
  if (std::ranges::find(others, waiver.item, &model::Waiver::item) != others.end())
    return "waiver of " + waiver.item + ": there is one already";
  return {};
}

std::string site_id_of(const url::Url& url) {
  std::string id(url.host());
  if (id.starts_with("www.")) id.erase(0, 4);
  std::erase_if(id, [](char c) { return c == '[' || c == ']'; });
  if (url.port() != (url.scheme() == "https" ? 443 : 80)) id += '-' + std::to_string(url.port());
  std::ranges::replace(id, ':', '-');
  if (id.starts_with('-')) id.insert(0, "h");  // [::1]
  constexpr std::size_t kForSuffix = 8;
  return id.substr(0, kLongestId - kForSuffix);
}

bool is_site_id(std::string_view id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !id.empty() && id.size() <= kLongestId && !id.starts_with('.') &&
         !id.starts_with('-') &&  // hidden, or read as an option
         id.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace oit::scan
