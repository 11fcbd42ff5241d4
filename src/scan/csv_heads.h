#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace oit::scan {

/// What a column of a list of sites holds.
enum class Field : std::uint8_t {
  url,
  id,
  name,
  agency_type,
  province,
  district,
  tags,
  rulebook,
  deadline,
  max_pages,
  max_time,
  delay,
  connections,
  render,
  waive,
  unit,
  contact,
  submitted,
  score,
  note,
};

/// A column under its head.
struct Column {
  Field field = Field::note;
  std::string key;  ///< after the ':' of unit, contact, submitted and score

  bool operator==(const Column&) const = default;
};

/// What a head as written names, in English or Thai, whatever its case; nothing when it is unknown.
std::optional<Column> column_of(const std::string& cell);

/// "url (website, เว็บไซต์, …), id (…)": every head there is.
std::string list_heads();

}  // namespace oit::scan
