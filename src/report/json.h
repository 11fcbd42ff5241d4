#pragma once
#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>
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
  std::optional<std::chrono::system_clock::time_point> finished_at;  ///< null while it runs
  text::Day as_of{};
  std::optional<bool> complete;  ///< null while it runs
  std::vector<std::string> limits_hit;
  std::string rulebook_id, rulebook_revision;
  int fiscal_year = 0;
  std::size_t items = 0;
};

/// One requested site. `report` is borrowed for the call; null if there is none.
struct BatchEntry {
  std::string requested;
  std::string id;
  const model::Report* report = nullptr;
};

/// Writes "oitcheck/batch/1" piece by piece, so that no more than one report is held: begin, any
/// number of entries, end. What stands in `sink` after end is one JSON value. Write errors stay in
/// the sink's state. One thread.
class BatchWriter {
 public:
  /// `sink` outlives the writer.
  explicit BatchWriter(std::ostream& sink) : sink_(sink) {}

  void begin(const BatchHead& head);
  void entry(const BatchEntry& entry);
  void end();

 private:
  std::ostream& sink_;
  bool first_ = true;
};

/// All of a batch at once.
std::string write_batch_json(const BatchHead& head, const std::vector<BatchEntry>& entries);

/// Reports of one run, in order, under a head made from them: earliest start, latest end, every
/// limit that bit once. Ids are positions from "1".
std::string write_batch_json(const std::vector<model::Report>& reports);

}  // namespace oit::report
