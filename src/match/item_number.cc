#include "match/item_number.h"

#include <algorithm>

namespace oit::match {

std::vector<model::TopicIndex> topics_of_number(const model::Rulebook& rulebook, int year,
                                                int number) {
  for (const auto& table : rulebook.years) {
    if (table.fiscal_year != year) continue;
    for (const auto& item : table.items)
      if (item.number == number) return item.topics;
  }
  return {};
}

const model::YearItem* item_of_topic(const model::Rulebook& rulebook, model::TopicIndex topic) {
  for (const auto& item : rulebook.year.items)
    if (std::ranges::find(item.topics, topic) != item.topics.end()) return &item;
  return nullptr;
}

}  // namespace oit::match
