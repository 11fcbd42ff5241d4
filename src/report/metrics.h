#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace oit::report {

/// One site's share of a run's numbers.
struct SiteMetrics {
  std::string site;     ///< id of the inventory; unique
  std::string outcome;  ///< as in the report
  double score = 0;     ///< OIT, 0..100; not told of a site that did not open
  std::map<model::Status, std::size_t> items;
};

/// A run in numbers.
struct MetricsInput {
  std::chrono::system_clock::time_point started_at{};
  std::chrono::milliseconds duration{0};
  bool complete = false;  ///< every site had its turn and nothing of ours failed
  /// When the last complete run ended: this one, or what read_last_success() found in the file
  /// that is to be replaced.
  std::optional<std::chrono::system_clock::time_point> last_success;
  std::size_t requests = 0, bytes = 0, pages = 0;
  std::map<std::string, std::size_t> limits;  ///< limit -> sites it bit
  std::vector<SiteMetrics> sites;
};

/// The run in Prometheus' text format, for a node exporter's textfile collector: HELP and TYPE
/// before each family, samples in the order of their labels, so that equal input gives equal
/// bytes. Every outcome and status of the closed lists stands there, if only as 0. Source:
/// Prometheus documentation, "Exposition formats", version 0.0.4. Any thread.
std::string write_metrics(const MetricsInput& input);

/// The value of oitcheck_last_success_timestamp_seconds in text that write_metrics() wrote; nothing
/// when it is not there. A run that failed hands it on, so that an alarm can tell how long ago the
/// last good one was. Any thread.
std::optional<std::chrono::system_clock::time_point> read_last_success(std::string_view text);

}  // namespace oit::report
