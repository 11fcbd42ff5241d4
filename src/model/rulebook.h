#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/period.h"

namespace oit::model {

/// The same words in Thai and in English; `en` may be empty, then `th` serves.
struct LocalText {
  std::string th, en;
  bool operator==(const LocalText&) const = default;
};

/// Index into Rulebook::topics.
using TopicIndex = std::uint16_t;
inline constexpr TopicIndex kNoTopic = 0xFFFF;

/// The closed set of checks a component may use; each is one file pair in src/audit/checks/.
enum class CheckKind : std::uint8_t {
  words,
  no_words,
  nil_statement,
  phone,
  email,
  address,
  map,
  form,
  chat,
  social_account,
  image,
  person_names,
  table,
  min_count,
  months_covered,
  covers_year,
  multi_year,
  year_stated,
  dated_post,
  opens,
  outgoing_link,
  contact,
  human
};

std::string_view name_of(CheckKind kind);

/// What not finding a component on a readable page means.
enum class Absence : std::uint8_t {
  proven,  ///< it is not there: the item fails
  unseen,  ///< it was not recognised: said, but the item does not fail
};

struct Component {
  std::string id;
  LocalText name;
  CheckKind check = CheckKind::human;
  std::vector<std::string> words;
  int min = 1;
  Absence absence = Absence::unseen;
  bool advised = false;
  std::vector<std::string> stands_for;  ///< component ids a nil statement replaces
};

struct Rival {
  std::vector<std::string> words;
  std::string topic;  ///< id of the topic the words belong to; "-" for none
};

struct Sample {
  std::string label;
  bool matches = true;
  std::string is;  ///< for `matches == false`: the topic it belongs to, "-" for none, empty if open
};

/// One subject of disclosure, whatever its number in a year.
struct Topic {
  std::string id;
  LocalText title;
  std::string source;
  std::vector<std::string> names;  ///< further official names
  std::vector<std::string> leads;
  std::vector<Rival> rivals;
  std::vector<std::string> urls;
  std::vector<std::string> proofs;
  std::vector<std::string> evidence;
  std::vector<std::string> units;  ///< role ids, most responsible first
  LocalText action;
  std::vector<Component> components;
  std::vector<Sample> samples;
};

/// One numbered item of one assessment year.
struct YearItem {
  std::string id;  ///< "O12"
  int number = 0;
  LocalText title;
  std::vector<TopicIndex> topics;
  bool all_of = false;
  text::PeriodCode period = text::PeriodCode::current;
  std::string sub_indicator;
  std::vector<std::string> advised;  ///< component ids only advised this year
  double points = 0;                 ///< of the ITA total, lost when the item fails
};

struct Indicator {
  std::string id;
  LocalText title;
};

struct SubIndicator {
  std::string id, indicator;
  LocalText title;
};

struct Band {
  std::string id;
  LocalText title;
  double from = 0;  ///< lowest score, 0..100
};

/// One assessment year's list.
struct Year {
  std::string id;  ///< "ita-2566"
  int fiscal_year = 0;
  LocalText title;
  std::string source, revision;
  std::chrono::sys_days opens{}, deadline{};
  double weight = 40;
  std::vector<Indicator> indicators;
  std::vector<SubIndicator> sub_indicators;
  std::vector<Band> bands;  ///< highest first
  std::vector<YearItem> items;
};

struct AgencyType {
  std::string id;
  LocalText name;
  std::vector<std::string> words;
  std::string kin;  ///< types of one kin are told apart by their papers; the id where none is given
};

struct Role {
  std::string id;
  LocalText name;
  std::map<std::string, std::string> by_agency;  ///< agency type id, or "generic" -> unit name
};

/// What a link to a known outside host means, judged by the form of the address alone.
struct Host {
  std::string name;  ///< host or parent domain
  std::string kind;  ///< social, chat, map, cloud_drive, form, video, portal, survey, short_link
  std::string path;  ///< only addresses whose path begins with this; may be empty
  std::string account_path;              ///< any_segment, first_segment or none
  std::vector<std::string> not_account;  ///< fragments of shares, plug-ins, log-ins
};

struct Spelling {
  std::string right;
  std::vector<std::string> wrong;
};

/// Everything rules say: the chosen year, all topics, and every year's number table.
struct Rulebook {
  Year year;
  std::vector<Year> years;  ///< all shipped years, oldest first, the chosen one included
  std::vector<Topic> topics;
  std::vector<AgencyType> agency_types;
  std::vector<Role> roles;
  std::vector<Spelling> spellings;
  std::vector<Host> hosts;
  std::map<std::string, std::vector<std::string>> words;  ///< rules/words.toml
  std::string revision;  ///< hash over all files read: changes when any rule does
};

}  // namespace oit::model
