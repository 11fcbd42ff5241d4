#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace oit::report {

/// The report as JSON, schema "oitcheck/report/1" (rules/schema/report-1.json): valid UTF-8, keys
/// in a fixed order, indented by two, a line break at the end. Dates are A.D. in ISO 8601, times
/// UTC. Masked as described at clean(). Any thread.
std::string write_json(const model::Report& report);

/// The same without any line break but the one at the end: a line of a .jsonl file.
std::string write_json_line(const model::Report& report);

/// What is said once about a run over several sites.
struct BatchHead {
  std::string tool_version, run_id;
  std::chrono::system_clock::time_point started_at{};
  text::Day as_of{};
  std::string rulebook_id, rulebook_revision;
  int fiscal_year = 0;
  std::size_t items = 0;
  bool provisional = false;
  int based_on = 0;  ///< fiscal year of the list it was derived from; 0 if of none
};

/// One requested site. `report` is a line as write_json_line() makes it; empty when the site was
/// never begun.
struct BatchEntry {
  std::string requested;
  std::string id;
  std::string outcome;  ///< the site's, or "not_started" or "bad_entry"
  std::string error;    ///< of a bad entry, in English; else empty
  std::string_view report;
};

/// How a run over several sites ended.
struct BatchEnd {
  std::chrono::system_clock::time_point finished_at{};
  bool complete = false;  ///< every requested site was checked, and no limit cut one short
  std::size_t sites = 0;
};

/// Pieces of "oitcheck/batch/1", so that no more than one report is held: the head, any number of
/// entries, the end. What they make, one after the other, is one JSON value. Any thread.
std::string write_batch_head(const BatchHead& head);
std::string write_batch_entry(const BatchEntry& entry, bool is_first);
std::string write_batch_end(const BatchEnd& end);

}  // namespace oit::report
