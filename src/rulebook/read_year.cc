#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "rulebook/readers.h"
#include "text/dates.h"

namespace oit::rulebook {
namespace {

constexpr int kFirstYear = 2560, kLastYear = 2640, kMostItems = 60;

std::chrono::sys_days read_day(Fields& fields, std::string_view key) {
  const auto written = fields.text(key);
  const auto day = text::read_iso_day(written);
  if (!day) fields.note(key, fmt::format("\"{}\" is no day, expected YYYY-MM-DD (A.D.)", written));
  return day.value_or(std::chrono::sys_days{});
}

void read_calendar(Fields& year_fields, model::Year& year, Problems& problems) {
  Fields fields(year_fields.table("calendar"), problems);
  year.opens = read_day(fields, "opens");
  year.deadline = read_day(fields, "deadline");
  if (year.deadline < year.opens) fields.note("deadline", "lies before \"opens\"");
  fields.finish();
}

void read_scoring(Fields& year_fields, model::Year& year, Problems& problems) {
  Fields fields(year_fields.table("scoring"), problems);
  year.weight = fields.number("weight", 0, 100);
  fields.finish();
}

/// Notes an id that `list` has already.
template <class T>
void refuse_twin(Fields& fields, const std::vector<T>& list, const std::string& id) {
  if (std::ranges::find(list, id, &T::id) != list.end())
    fields.note("id", fmt::format("\"{}\" is there already", id));
}

void read_indicators(Fields& year_fields, model::Year& year, Problems& problems) {
  year.indicators.clear();  // of the list this one extends
  year.sub_indicators.clear();
  for (const Node& table : year_fields.tables("indicator")) {
    Fields fields(table, problems);
    model::Indicator indicator{fields.text("id"), fields.local_text("title")};
    refuse_twin(fields, year.indicators, indicator.id);
    fields.finish();
    year.indicators.push_back(std::move(indicator));
  }
  for (const Node& table : year_fields.tables("sub_indicator")) {
    Fields fields(table, problems);
    model::SubIndicator sub{fields.text("id"), fields.text("indicator"),
                            fields.local_text("title")};
    refuse_twin(fields, year.sub_indicators, sub.id);
    if (std::ranges::find(year.indicators, sub.indicator, &model::Indicator::id) ==
        year.indicators.end())
      fields.note("indicator",
                  fmt::format("\"{}\" is no [[indicator]] of this file", sub.indicator));
    fields.finish();
    year.sub_indicators.push_back(std::move(sub));
  }
}

void read_bands(Fields& year_fields, model::Year& year, Problems& problems) {
  year.bands.clear();
  for (const Node& table : year_fields.tables("band")) {
    Fields fields(table, problems);
    model::Band band{fields.text("id"), fields.optional_local_text("title"),
                     fields.number("from", 0, 100),
                     fields.has("each") ? fields.number("each", 0, 100) : 0};
    refuse_twin(fields, year.bands, band.id);
    const auto* above = year.bands.empty() ? nullptr : &year.bands.back();
    const bool is_lower = above == nullptr || band.from < above->from ||
                          (band.from == above->from && band.each < above->each);
    if (!is_lower) fields.note("from", "bands stand highest first, each lower than the one before");
    fields.finish();
    year.bands.push_back(std::move(band));
  }
}

/// 12 for "O12"; 0 for anything else, leading zeros included.
int item_number(std::string_view id) {
  if (!id.starts_with('O') || id.starts_with("O0")) return 0;
  int number = 0;
  const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() && number <= kMostItems ? number : 0;
}

constexpr std::string_view kUnknownTopic =
    "topic \"{}\" is unknown, expected a file name of topics/";

/// kNoTopic when there is no such topic.
model::TopicIndex find_topic(const std::vector<model::Topic>& topics, std::string_view id) {
  const auto found = std::ranges::lower_bound(topics, id, {}, &model::Topic::id);
  if (found == topics.end() || found->id != id) return model::kNoTopic;
  return static_cast<model::TopicIndex>(found - topics.begin());
}

std::vector<model::TopicIndex> read_item_topics(Fields& fields, std::string_view key,
                                                const std::vector<model::Topic>& topics) {
  std::vector<model::TopicIndex> indexes;
  for (const auto& id : fields.some_texts(key)) {
    if (const auto index = find_topic(topics, id); index != model::kNoTopic)
      indexes.push_back(index);
    else
      fields.note(key, fmt::format(kUnknownTopic, id));
  }
  return indexes;
}

model::Basis read_basis_name(Fields& fields, std::string_view key) {
  using enum model::Basis;
  static constexpr std::array kAll = {confirmed, read,  single,   neighbour,
                                      carried,   shown, inferred, memory};
  static constexpr std::array<std::string_view, 8> kNames = {
      "confirmed", "read", "single", "neighbour", "carried", "shown", "inferred", "memory"};
  const auto name = fields.one_of(key, kNames);
  const auto at = std::ranges::find(kNames, name);
  return at == kNames.end() ? unstated : kAll[static_cast<std::size_t>(at - kNames.begin())];
}

/// Every component an item speaks of is one of its topics'.
void check_components(Fields& fields, const model::YearItem& item,
                      const std::vector<model::Topic>& topics) {
  const auto is_known = [&](const std::string& id) {
    return std::ranges::any_of(item.topics, [&](model::TopicIndex topic) {
      const auto& components = topics[topic].components;
      return std::ranges::find(components, id, &model::Component::id) != components.end();
    });
  };
  const auto check = [&](std::string_view key, const std::string& id) {
    if (!is_known(id))
      fields.note(key, fmt::format("\"{}\" is no component of this item's topics", id));
  };
  for (const auto& id : item.advised) check("advised", id);
  for (const auto& id : item.asks) check("asks", id);
  for (const auto& id : item.without) check("without", id);
  for (const auto& [id, basis] : item.component_basis) check("component_basis", id);
}

/// The topics one part of an item may be proven by.
std::vector<model::TopicIndex> read_alternatives(Fields& fields, const Node& list,
                                                 const std::vector<model::Topic>& topics) {
  std::vector<model::TopicIndex> part;
  for (const auto& id : list.entries) {
    if (const auto index = find_topic(topics, id.text); index != model::kNoTopic)
      part.push_back(index);
    else
      fields.note("parts", fmt::format(kUnknownTopic, id.text));
  }
  if (part.empty()) fields.note("parts", "expected lists of topics, none of them empty");
  return part;
}

/// `parts = [["a", "b"], ["c"]]`: a or b, and c.
void read_parts(Fields& fields, const std::vector<model::Topic>& topics, model::YearItem& item) {
  const auto* list = fields.find("parts");
  for (const Node& entry : list->entries) {
    item.parts.push_back({read_alternatives(fields, entry, topics), item.period});
    for (const auto topic : item.parts.back().topics)
      if (std::ranges::find(item.topics, topic) == item.topics.end()) item.topics.push_back(topic);
  }
  if (item.parts.size() < 2) fields.note("parts", "expected at least two lists of topics");
  item.all_of = true;
  if (fields.has("topics") || fields.has("mode"))
    fields.note("parts", "stands in place of \"topics\" and \"mode\"");
}

/// The topics of an item, and what it needs of them.
void read_subjects(Fields& fields, const std::vector<model::Topic>& topics, model::YearItem& item) {
  if (fields.has("parts")) return read_parts(fields, topics, item);
  item.topics = read_item_topics(fields, "topics", topics);
  if (fields.has("mode")) {
    static constexpr std::array<std::string_view, 2> kModes = {"any_of", "all_of"};
    item.all_of = fields.one_of("mode", kModes) == "all_of";
  } else if (item.topics.size() > 1) {
    fields.note("mode", "is missing: several topics need \"any_of\" or \"all_of\"");
  }
  if (item.all_of && item.topics.size() > 1)
    for (const auto topic : item.topics) item.parts.push_back({{topic}, item.period});
}

void read_period(Fields& fields, model::YearItem& item) {
  const auto period = fields.text("period");
  const auto code = text::read_period_code(period);
  if (!code) fields.note("period", fmt::format("\"{}\" is no period code", period));
  item.period = code.value_or(text::PeriodCode::current);
}

/// Each part has the code its place gives it.
void share_period(Fields& fields, model::YearItem& item) {
  const auto codes = text::codes_of_parts(item.period);
  if (codes.empty()) return;
  if (codes.size() != item.parts.size())
    return fields.note(
        "period", fmt::format("{} needs {} parts, but the item has {}", text::name_of(item.period),
                              codes.size(), item.parts.size()));
  for (std::size_t i = 0; i < codes.size(); ++i) item.parts[i].period = codes[i];
}

/// What number, title and components stand on.
void read_basis(Fields& fields, model::YearItem& item, Problems& problems) {
  if (fields.has("basis")) item.basis = read_basis_name(fields, "basis");
  item.note = fields.optional_local_text("note");
  item.warns = fields.optional_truth("warns", false);
  item.action = fields.optional_local_text("action");
  if (!fields.has("component_basis")) return;
  Fields own(fields.table("component_basis"), problems);
  for (const auto& id : own.others()) item.component_basis[id] = read_basis_name(own, id);
}

model::YearItem read_item(const Node& table, const model::Year& year,
                          const std::vector<model::Topic>& topics, Problems& problems) {
  Fields fields(table, problems);
  model::YearItem item;
  item.id = fields.text("id");
  item.number = item_number(item.id);
  if (item.number == 0)
    fields.note("id", fmt::format("\"{}\" is no item, expected O1 to O{}", item.id, kMostItems));
  refuse_twin(fields, year.items, item.id);
  item.title = fields.local_text("title");
  read_period(fields, item);
  read_subjects(fields, topics, item);
  share_period(fields, item);
  if (fields.has("also")) item.also = read_item_topics(fields, "also", topics);
  item.sub_indicator = fields.text("sub_indicator");
  if (std::ranges::find(year.sub_indicators, item.sub_indicator, &model::SubIndicator::id) ==
      year.sub_indicators.end())
    fields.note("sub_indicator",
                fmt::format("\"{}\" is no [[sub_indicator]] of this file", item.sub_indicator));
  item.advised = fields.texts("advised");
  item.asks = fields.texts("asks");
  item.without = fields.texts("without");
  read_basis(fields, item, problems);
  check_components(fields, item, topics);
  fields.finish();
  return item;
}

/// Indicators share the weight equally, sub-indicators their indicator, items their sub-indicator.
void share_points(model::Year& year) {
  const auto indicators = static_cast<double>(year.indicators.size());
  for (auto& item : year.items) {
    const auto sub =
        std::ranges::find(year.sub_indicators, item.sub_indicator, &model::SubIndicator::id);
    if (sub == year.sub_indicators.end()) continue;
    const auto subs =
        std::ranges::count(year.sub_indicators, sub->indicator, &model::SubIndicator::indicator);
    const auto items =
        std::ranges::count(year.items, item.sub_indicator, &model::YearItem::sub_indicator);
    item.points = year.weight / indicators / static_cast<double>(subs) / static_cast<double>(items);
  }
}

/// Reads the items of a list, each in the place of one of the same number in the list it extends.
void read_items(Fields& fields, model::Year& year, const std::vector<model::Topic>& topics,
                Problems& problems) {
  auto inherited = std::exchange(year.items, {});
  for (const auto& id : fields.texts("drops"))
    if (std::erase_if(inherited, [&](const model::YearItem& item) { return item.id == id; }) == 0)
      fields.note("drops", fmt::format("\"{}\" is no item of the list this one extends", id));
  for (const Node& item : fields.tables("item"))
    year.items.push_back(read_item(item, year, topics, problems));
  for (auto& item : inherited)
    if (std::ranges::find(year.items, item.id, &model::YearItem::id) == year.items.end())
      year.items.push_back(std::move(item));
  if (year.items.empty()) fields.note("item", "is missing, expected at least one [[item]]");
  std::ranges::sort(year.items, {}, &model::YearItem::number);
}

/// What a list takes over from the one it extends: everything its own file may leave out.
model::Year begin_year(Fields& fields, std::span<const model::Year> known) {
  const auto id = fields.optional_text("extends");
  if (id.empty()) return {};
  const auto base = std::ranges::find(known, id, &model::Year::id);
  if (base == known.end()) {
    fields.note("extends", fmt::format("\"{}\" is no earlier list of this folder", id));
    return {};
  }
  model::Year year = *base;
  year.extends = id;
  year.based_on = base->fiscal_year;
  return year;
}

/// Whether the file says `key` itself; a list that extends another may leave it out.
bool says(Fields& fields, std::string_view key, const model::Year& year) {
  return year.extends.empty() || fields.has(key);
}

}  // namespace

model::Year read_year(const Node& file, const std::vector<model::Topic>& topics,
                      std::span<const model::Year> known, Problems& problems) {
  Fields fields(file, problems);
  model::Year year = begin_year(fields, known);
  year.id = fields.id("id");
  year.fiscal_year = fields.whole("fiscal_year", kFirstYear, kLastYear);
  year.title = fields.local_text("title");
  year.source = fields.text("source");
  year.revision = fields.text("revision");
  year.provisional = fields.optional_truth("provisional", false);
  year.numbers = fields.optional_whole("numbers", year.numbers, 1, kMostItems);
  read_calendar(fields, year, problems);
  if (says(fields, "scoring", year)) read_scoring(fields, year, problems);
  if (says(fields, "indicator", year)) read_indicators(fields, year, problems);
  if (says(fields, "band", year)) read_bands(fields, year, problems);
  read_items(fields, year, topics, problems);
  if (fields.optional_truth("warns", false))
    for (auto& item : year.items) item.warns = true;
  share_points(year);
  fields.finish();
  return year;
}

model::SectorList read_sector(const Node& file, Problems& problems) {
  Fields fields(file, problems);
  model::SectorList list;
  list.id = fields.id("id");
  list.fiscal_year = fields.whole("fiscal_year", kFirstYear, kLastYear);
  list.title = fields.local_text("title");
  list.owner = fields.local_text("owner");
  list.source = fields.text("source");
  list.revision = fields.text("revision");
  list.since = fields.whole("since", kFirstYear, kLastYear);
  list.numbers = fields.optional_whole("numbers", 0, 1, kMostItems);
  list.agency_types = fields.texts("agency_types");
  list.marks = fields.texts("marks");
  list.prefix = fields.optional_text("prefix");
  if (list.marks.empty() && list.prefix.empty())
    fields.note("marks", "is missing: nothing would tell a page of this list");
  model::Year groups;
  read_indicators(fields, groups, problems);
  list.indicators = std::move(groups.indicators);
  list.sub_indicators = std::move(groups.sub_indicators);
  fields.finish();
  return list;
}

}  // namespace oit::rulebook
