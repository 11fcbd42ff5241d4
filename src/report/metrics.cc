#include "report/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/width.h"

namespace oit::report {
namespace {

constexpr std::string_view kLastSuccess = "oitcheck_last_success_timestamp_seconds";

constexpr std::array<std::string_view, 8> kOutcomes = {
    "ok",           "home_failed", "robots_blocked", "robots_unreachable",
    "no_such_host", "no_network",  "timeout",        "cancelled"};

constexpr std::array kStatuses = {model::Status::published, model::Status::incomplete,
                                  model::Status::stale,     model::Status::broken,
                                  model::Status::missing,   model::Status::not_due,
                                  model::Status::unverified};

/// A label's value in its quotes.
std::string escape(std::string_view value) {
  std::string out;
  for (const char c : text::printable(value)) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

std::string label(std::string_view name, std::string_view value) {
  return fmt::format("{}=\"{}\"", name, escape(value));
}

double seconds_of(std::chrono::system_clock::time_point at) {
  return std::chrono::duration<double>(at.time_since_epoch()).count();
}

/// Families one after the other.
class Exposition {
 public:
  void begin(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
  }

  void add(double value, const std::string& labels = {}) {
    out_ += labels.empty() ? name_ : fmt::format("{}{{{}}}", name_, labels);
    // Whole numbers as such: times and bytes lose no digit.
    constexpr double kExact = 1e15;
    const bool is_whole = std::abs(value) < kExact && value == std::trunc(value);
    out_ += is_whole ? fmt::format(" {}\n", static_cast<long long>(value))
                     : fmt::format(" {}\n", value);
  }

  void add_one(std::string_view name, std::string_view type, std::string_view help, double value) {
    begin(name, type, help);
    add(value);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string name_, out_;
};

double number(std::size_t count) { return static_cast<double>(count); }

void add_run(Exposition& out, const MetricsInput& input) {
  using std::chrono::duration;
  out.add_one("oitcheck_run_started_timestamp_seconds", "gauge", "When the last run began.",
              seconds_of(input.started_at));
  if (input.last_success)
    out.add_one(kLastSuccess, "gauge", "When the last complete run ended.",
                seconds_of(std::chrono::floor<std::chrono::seconds>(*input.last_success)));
  out.add_one("oitcheck_run_complete", "gauge", "1 when every site had its turn, else 0.",
              input.complete ? 1 : 0);
  out.add_one("oitcheck_run_duration_seconds", "gauge", "How long the last run took.",
              duration<double>(input.duration).count());
  out.add_one("oitcheck_requests_total", "counter", "Requests sent by the last run.",
              number(input.requests));
  out.add_one("oitcheck_received_bytes_total", "counter", "Bytes received by the last run.",
              number(input.bytes));
  out.add_one("oitcheck_pages_total", "counter", "Pages and documents read by the last run.",
              number(input.pages));
  out.begin("oitcheck_limits_hit", "gauge", "Sites whose reading a limit ended.");
  for (const auto& [limit, count] : input.limits) out.add(number(count), label("limit", limit));
}

void add_totals(Exposition& out, const std::vector<SiteMetrics>& sites) {
  std::map<std::string, std::size_t> outcomes;
  std::map<model::Status, std::size_t> items;
  for (const auto outcome : kOutcomes) outcomes[std::string(outcome)] = 0;
  for (const auto& site : sites) {
    ++outcomes[site.outcome];
    for (const auto& [status, count] : site.items) items[status] += count;
  }
  out.begin("oitcheck_sites", "gauge", "Sites of the last run by how opening them ended.");
  for (const auto& [outcome, count] : outcomes) out.add(number(count), label("outcome", outcome));
  out.begin("oitcheck_items", "gauge", "Items of all sites by verdict.");
  for (const auto status : kStatuses)
    out.add(number(items[status]), label("status", model::name_of(status)));
}

void add_sites(Exposition& out, std::vector<SiteMetrics> sites) {
  std::ranges::sort(sites, {}, &SiteMetrics::site);
  out.begin("oitcheck_site_score", "gauge", "OIT score of a site that opened, 0 to 100.");
  for (const auto& site : sites)
    if (site.outcome == "ok") out.add(site.score, label("site", site.site));
  out.begin("oitcheck_site_items", "gauge", "Items of a site by verdict.");
  for (const auto& site : sites)
    for (const auto status : kStatuses) {
      const auto count = site.items.find(status);
      out.add(count == site.items.end() ? 0 : number(count->second),
              label("site", site.site) + ',' + label("status", model::name_of(status)));
    }
}

}  // namespace

std::string write_metrics(const MetricsInput& input) {
  Exposition out;
  add_run(out, input);
  add_totals(out, input.sites);
  add_sites(out, input.sites);
  return out.take();
}

std::optional<std::chrono::system_clock::time_point> read_last_success(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(kLastSuccess) || line.size() < kLastSuccess.size() + 2) continue;
    line.remove_prefix(kLastSuccess.size());
    if (line.front() != ' ') continue;
    long long seconds = 0;
    const auto [rest, error] = std::from_chars(line.data() + 1, line.data() + line.size(), seconds);
    constexpr long long kLast = 253'402'300'799;  // the year 9999
    if (error != std::errc() || rest != line.data() + line.size() || seconds < 0 || seconds > kLast)
      return std::nullopt;
    return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
  }
  return std::nullopt;
}

}  // namespace oit::report
