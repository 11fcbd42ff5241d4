#pragma once
#include <cstdint>
#include <span>

#include "audit/assess.h"
#include "audit/candidate.h"

namespace oit::audit {

/// Whether the inside of a target agrees with the words that led to it.
enum class Subject : std::uint8_t { confirmed, likely, unclear, other };

Subject read_subject(const Candidate& candidate, const AssessContext& context);

/// True when `hits` name `topic`.
bool names(std::span<const model::TopicHit> hits, model::TopicIndex topic);

/// True when `item` asks for `topic`.
bool of_item(const model::YearItem& item, model::TopicIndex topic);

}  // namespace oit::audit
