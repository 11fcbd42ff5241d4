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
  amounts,
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

/// What a number, a title or a component stands on: how sure the rules are of it.
enum class Basis : std::uint8_t {
  unstated,   ///< the rule file does not say
  confirmed,  ///< number and title in two independent sources
  read,       ///< wording read for that year
  single,     ///< number and title in one source
  neighbour,  ///< read under the same subject in a neighbouring year
  carried,    ///< as in FY2566, assumed unchanged
  shown,      ///< an agency put this there; not proven to be asked for
  inferred,   ///< follows from a count or an order
  memory,     ///< remembered, no source at hand
};

/// As rule files write it ("neighbour").
std::string_view name_of(Basis basis);

struct Component {
  std::string id;
  LocalText name;
  CheckKind check = CheckKind::human;
  std::vector<std::string> words;
  int min = 1;
  Absence absence = Absence::unseen;
  bool advised = false;
  std::vector<std::string> stands_for;  ///< component ids a nil statement replaces
  bool on_request = false;              ///< asked for only by lists that name it
  Basis basis = Basis::unstated;        ///< in the chosen year
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
  std::vector<Component> components;  ///< of a loaded rulebook: those the chosen year asks for
  std::vector<Sample> samples;
  bool historical = false;  ///< in no list that is shipped
  /// Titles of the chosen year that this topic has in common with others, all of them needed.
  std::vector<std::string> shared_names;
};

/// One of several things an item needs: any of `topics`, of `period`.
struct ItemPart {
  std::vector<TopicIndex> topics;
  text::PeriodCode period = text::PeriodCode::current;
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
  std::vector<ItemPart> parts;       ///< all are needed; empty: any of `topics` serves
  std::vector<TopicIndex> also;      ///< told when there, never asked for
  std::vector<std::string> asks;     ///< components on request that this year asks for
  std::vector<std::string> without;  ///< components this year does not ask for
  std::map<std::string, Basis> component_basis;
  Basis basis = Basis::unstated;  ///< of number and title
  LocalText note;                 ///< what they stand on, in a sentence
  bool warns = false;             ///< not sure enough to fail an office: warns only
  LocalText action;               ///< in place of the topic's; may be empty
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
  double each = 0;  ///< lowest score of each instrument; 0: none is asked for
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
  std::string extends;       ///< id of the list this one is derived from; may be empty
  bool provisional = false;  ///< stands in for a list that was not published yet
  int based_on = 0;          ///< fiscal year of the list it was derived from; 0 if of none
  int numbers = 0;           ///< how many numbers the printed list has; 0: not stated
};

/// A list that is not the NACC's, of a sector with a form of its own.
struct SectorList {
  std::string id;  ///< "vec-2569"
  int fiscal_year = 0;
  LocalText title, owner;
  std::string source, revision;
  int since = 0;    ///< fiscal year from which the sector has a list of its own
  int numbers = 0;  ///< how many numbers it has; 0: not known
  std::vector<std::string> agency_types;  ///< assessed by it
  std::vector<std::string> marks;         ///< words of a title or heading that give its pages away
  std::string prefix;  ///< of its numbers ("MOIT"); empty when they look like the NACC's
  std::vector<Indicator> indicators;
  std::vector<SubIndicator> sub_indicators;
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

/// An address a drive gives out, and the one that gives the file's bytes or the folder's list.
struct DriveForm {
  std::string form;   ///< path, and query when it has one, with {id} where the name stands
  std::string gives;  ///< address to ask instead, with {id}; empty: the address itself
  std::string set;    ///< "dl=1": a parameter of that address to set; may be empty
  std::string what;   ///< file, folder or page
  std::string mark;   ///< stands in the HTML of every folder's list, of an empty one too
};

/// What a link to a known outside host means, judged by the form of the address alone.
struct Host {
  std::string name;  ///< host or parent domain, with ":port" when only that port is meant
  /// social, chat, map, cloud_drive, form, video, portal, survey, short_link or flip_book
  std::string kind;
  std::string path;          ///< only addresses whose path begins with this; may be empty
  std::string account_path;  ///< any_segment, first_segment or none
  std::vector<std::string> not_account;  ///< fragments of shares, plug-ins, log-ins
  std::vector<DriveForm> opens;          ///< of a drive: the first that fits counts
  std::vector<std::string> content;      ///< of a drive: hosts that give its files' bytes
  std::vector<std::string> sign_in;      ///< of a drive: where it sends who must sign in
  std::vector<std::string> confirm;      ///< of a drive: what is in an address that goes ahead
};

struct Spelling {
  std::string right;
  std::vector<std::string> wrong;
};

/// Everything rules say: the chosen year, all topics, and every year's number table.
struct Rulebook {
  Year year;
  std::vector<Year> years;          ///< all shipped years, oldest first, the chosen one included
  std::vector<SectorList> sectors;  ///< by id
  std::vector<Topic> topics;
  std::vector<AgencyType> agency_types;
  std::vector<Role> roles;
  std::vector<Spelling> spellings;
  std::vector<Host> hosts;
  std::map<std::string, std::vector<std::string>> words;  ///< rules/words.toml
  std::string revision;  ///< hash over all files read: changes when any rule does
};

}  // namespace oit::model
