#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "model/rulebook.h"
#include "model/waiver.h"
#include "text/dates.h"

namespace oit::model {

/// The verdict on one item.
enum class Status : std::uint8_t {
  published,
  incomplete,
  stale,
  broken,
  missing,
  not_due,
  unverified
};

std::string_view name_of(Status status);  ///< as in JSON
std::string_view thai_of(Status status);  ///< as officers read it

/// Why a verdict could not be reached, or what broke, with who can mend it.
struct Cause {
  std::string code;  ///< closed list of the report schema
  LocalText text;
  LocalText who;
};

/// A period as the report shows it.
struct ReportPeriod {
  std::string code;  ///< period code for `required`, form of the mention for `found`
  int fiscal_year = 0;
  std::optional<text::DaySpan> span;
};

struct ComponentResult {
  std::string id;
  LocalText name;
  std::optional<bool> met;  ///< nothing: not seen
  bool advised = false;
  std::string quote;
  Basis basis = Basis::unstated;  ///< how sure it is that the year asks for it
};

/// What a finding rests on: a stranger can check it.
struct Evidence {
  std::string url;
  std::string title;
  std::vector<std::string> path;  ///< labels from home
  std::string kind;               ///< evidence vocabulary of items-2566
  std::string quote;
  std::string
      place;  ///< title, table, signature, link, row, heading, file_name, metadata, body, form
  std::optional<std::chrono::system_clock::time_point> fetched_at;
  std::string sha256;
  std::string text_from;
};

struct NearMiss {
  std::string url, label;
  LocalText why;
};

struct Submitted {
  std::string url;
  Status status = Status::unverified;
  LocalText why;
  bool reachable_from_home = false;
};

/// The verdict on one item of the year, with everything that led to it.
struct Finding {
  std::string id;  ///< "O12"
  std::string topic;
  LocalText title;
  std::string indicator, sub_indicator;
  Status status = Status::unverified;
  double confidence = 0;  ///< 0..1
  std::optional<Cause> cause;
  std::string wording;  ///< prescribed, tolerated or none
  ReportPeriod required;
  std::optional<ReportPeriod> found;
  std::string read_from;  ///< place where the found period was read
  std::vector<LocalText> conflicts;
  std::vector<ComponentResult> components;
  std::vector<Evidence> evidence;  ///< [0] decided
  std::optional<Submitted> submitted;
  std::vector<NearMiss> near_misses;
  std::vector<LocalText> reasons;
  std::string role, unit;
  LocalText action;
  std::optional<text::Day> due;
  bool overdue = false;
  LocalText due_window;  ///< "ม.ค. - มี.ค. 66"
  double points = 0;
  std::optional<Waiver> waiver;   ///< one that holds on the report's day; the verdict is the same
  Basis basis = Basis::unstated;  ///< of the item's number and title
  LocalText basis_note;           ///< what they stand on; may be empty
  bool warns = false;  ///< the rule is not sure enough: what is wanting is only a warning
};

struct SiteFeature {
  std::string
      id;  ///< eit_link, general_complaint, corruption_complaint, q_and_a, e_service, facebook …
  bool found = false;
  std::string url;
};

struct Score {
  double oit = 0, oit_best = 0, if_fixed = 0;  ///< 0..100
  std::string band;
  LocalText level;    ///< the band in words; empty where its id says it
  bool open = false;  ///< the band is the best the other instruments still allow
  bool given = true;  ///< false: this agency is assessed by another sector's list
  std::map<std::string, double> indicators, sub_indicators;
  double points_lost = 0;
};

/// One site's whole report; every output form is a function of it.
struct Report {
  std::string tool_version;
  std::string run_id;
  std::chrono::system_clock::time_point started_at{}, finished_at{};
  text::Day as_of{};
  bool complete = false;  ///< no limit bit and nothing was cancelled
  std::vector<std::string> limits_hit;
  std::string rulebook_id, rulebook_revision;
  LocalText rulebook_title;
  int fiscal_year = 0;
  bool provisional = false;  ///< the list stands in for one that was not published yet
  int based_on = 0;          ///< fiscal year of the list it was derived from; 0 if of none
  std::size_t items = 0;
  std::string seed_url, final_url, site_name, agency_type;
  std::string outcome;  ///< closed list: ok, home_failed, robots_blocked, no_such_host, …
  std::size_t pages = 0, documents = 0, requests = 0, bytes = 0;
  std::size_t coverage_read = 0, coverage_waiting = 0;
  std::vector<std::string>
      notices;  ///< options that change what the report means, e.g. ignore_robots
  std::vector<SiteProblem> problems;
  std::vector<SiteFeature> features;
  std::vector<Finding> findings;  ///< in item order
  Score score;
};

}  // namespace oit::model
