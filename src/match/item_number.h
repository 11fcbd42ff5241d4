#pragma once
#include <vector>

#include "model/rulebook.h"

namespace oit::match {

/// The topics that item `number` of fiscal year `year` asks for, by that year's own table; none
/// when the rulebook has no table of that year or no such number.
std::vector<model::TopicIndex> topics_of_number(const model::Rulebook& rulebook, int year,
                                                int number);

/// The chosen year's item that asks for `topic`; null when none does.
const model::YearItem* item_of_topic(const model::Rulebook& rulebook, model::TopicIndex topic);

}  // namespace oit::match
