#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

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
  for (const Node& table : year_fields.tables("band")) {
    Fields fields(table, problems);
    model::Band band{fields.text("id"), fields.optional_local_text("title"),
                     fields.number("from", 0, 100)};
    refuse_twin(fields, year.bands, band.id);
    if (!year.bands.empty() && band.from >= year.bands.back().from)
      fields.note("from", "bands stand highest first, each lower than the one before");
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

std::vector<model::TopicIndex> read_item_topics(Fields& fields,
                                                const std::vector<model::Topic>& topics) {
  std::vector<model::TopicIndex> indexes;
  for (const auto& id : fields.some_texts("topics")) {
    const auto found = std::ranges::lower_bound(topics, id, {}, &model::Topic::id);
    if (found == topics.end() || found->id != id)
      fields.note("topics",
                  fmt::format("topic \"{}\" is unknown, expected a file name of topics/", id));
    else
      indexes.push_back(static_cast<model::TopicIndex>(found - topics.begin()));
  }
  return indexes;
}

void check_advised(Fields& fields, const model::YearItem& item,
                   const std::vector<model::Topic>& topics) {
  for (const auto& id : item.advised)
    if (std::ranges::none_of(item.topics, [&](model::TopicIndex topic) {
          const auto& components = topics[topic].components;
          return std::ranges::find(components, id, &model::Component::id) != components.end();
        }))
      fields.note("advised", fmt::format("\"{}\" is no component of this item's topics", id));
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
  item.topics = read_item_topics(fields, topics);
  if (fields.has("mode")) {
    static constexpr std::array<std::string_view, 2> kModes = {"any_of", "all_of"};
    item.all_of = fields.one_of("mode", kModes) == "all_of";
  } else if (item.topics.size() > 1) {
    fields.note("mode", "is missing: several topics need \"any_of\" or \"all_of\"");
  }
  const auto period = fields.text("period");
  const auto code = text::read_period_code(period);
  if (!code) fields.note("period", fmt::format("\"{}\" is no period code", period));
  item.period = code.value_or(text::PeriodCode::current);
  item.sub_indicator = fields.text("sub_indicator");
  if (std::ranges::find(year.sub_indicators, item.sub_indicator, &model::SubIndicator::id) ==
      year.sub_indicators.end())
    fields.note("sub_indicator",
                fmt::format("\"{}\" is no [[sub_indicator]] of this file", item.sub_indicator));
  item.advised = fields.texts("advised");
  check_advised(fields, item, topics);
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

}  // namespace

model::Year read_year(const Node& file, const std::vector<model::Topic>& topics,
                      Problems& problems) {
  Fields fields(file, problems);
  model::Year year;
  year.id = fields.id("id");
  year.fiscal_year = fields.whole("fiscal_year", kFirstYear, kLastYear);
  year.title = fields.local_text("title");
  year.source = fields.text("source");
  year.revision = fields.text("revision");
  read_calendar(fields, year, problems);
  read_scoring(fields, year, problems);
  read_indicators(fields, year, problems);
  read_bands(fields, year, problems);
  for (const Node& item : fields.tables("item"))
    year.items.push_back(read_item(item, year, topics, problems));
  if (year.items.empty()) fields.note("item", "is missing, expected at least one [[item]]");
  std::ranges::sort(year.items, {}, &model::YearItem::number);
  share_points(year);
  fields.finish();
  return year;
}

}  // namespace oit::rulebook
