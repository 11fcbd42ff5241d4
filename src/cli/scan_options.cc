#include "cli/scan_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "base/clock.h"
#include "cli/duration.h"

namespace oit::cli {
namespace {

constexpr int kBuddhistYears = 2400;  // no A.D. year of a check is as late as this
constexpr std::size_t kPoliteConnections = 2, kLoopbackConnections = 64;

bool is_loopback(const url::Url& seed) {
  return seed.host() == "localhost" || seed.host().starts_with("127.") || seed.host() == "[::1]";
}

Result<text::Day> read_as_of(const std::string& written) {
  if (written.empty()) return bangkok_day(SystemClock().now());
  if (const auto day = text::read_iso_day(written)) {
    const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
    if (year < kBuddhistYears) return *day;
    return fail(ErrorCode::bad_argument,
                fmt::format("--as-of {}: {} looks like a Buddhist year; write the A.D. year {}",
                            written, year, year - 543));
  }
  return fail(
      ErrorCode::bad_argument,
      fmt::format("--as-of {}: expected YYYY-MM-DD (A.D.), for example 2023-04-20", written));
}

Result<bool> read_pace(const ScanArguments& arguments, net::FetchLimits& limits) {
  if (arguments.delay == "auto") return true;
  const auto delay = read_duration(arguments.delay);
  if (!delay) return fail(ErrorCode::bad_argument, "--delay: " + delay.error().message);
  limits.auto_delay = false;
  limits.fixed_delay = *delay;
  return true;
}

/// The contact goes into a header field: a line end in it would begin another.
Result<bool> check_contact(const std::string& contact) {
  for (const char c : contact)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      return fail(ErrorCode::bad_argument, "--contact: control characters are not allowed in it");
  return true;
}

/// HOST, HOST:PORT, [IPV6] or [IPV6]:PORT, perhaps as an address with http(s)://.
Result<bool> check_allowed(const std::vector<std::string>& entries) {
  for (const auto& entry : entries) {
    const auto place = url::Url::parse(entry);
    const auto scheme = entry.find("://");
    auto rest = std::string_view(entry).substr(scheme == std::string::npos ? 0 : scheme + 3);
    if (scheme != std::string::npos && rest.ends_with('/')) rest.remove_suffix(1);
    const bool is_place = rest.find_first_of("/?#@") == std::string_view::npos &&
                          (rest.starts_with('[') || std::ranges::count(rest, ':') <= 1);
    if (!place || !is_place)
      return fail(ErrorCode::bad_argument,
                  fmt::format("--allow-private {}: expected HOST or HOST:PORT", entry));
  }
  return true;
}

}  // namespace

void declare_scan_options(CLI::App& app, ScanArguments& a) {
  app.add_option("URL", a.urls, "Addresses of the sites to check")->required();
  app.add_option("--rules", a.rules, "Rulebook: an id such as ita-2566, or a year file")
      ->type_name("ID|FILE");
  app.add_option("--as-of", a.as_of, "Judge as on this day (A.D.); default today in Bangkok")
      ->type_name("YYYY-MM-DD");
  app.add_option("--site", a.site, "What is known of the site: name, type, units, deadline")
      ->type_name("FILE.toml");
  app.add_option("--submitted", a.submitted, "Addresses entered in the assessment system")
      ->type_name("FILE.toml");
  app.add_option("--json", a.json, "Write the JSON report (- for standard output)")
      ->type_name("FILE|-");
  app.add_option("--html", a.html,
                 "Write DIR/index.html; of several sites DIR/<n>-<host>/index.html")
      ->type_name("DIR");
  app.add_option("--csv", a.csv,
                 "Write a table for spreadsheets, of all sites (- for standard output)")
      ->type_name("FILE|-");
  app.add_option("--lang", a.lang, "Language of the report: th or en")
      ->check(CLI::IsMember({"th", "en"}));
  app.add_option("--max-pages", a.max_pages, "Most addresses to ask for")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--max-time", a.max_time, "Longest time for a site; 0 for no limit")
      ->type_name("D")
      ->capture_default_str();
  app.add_option("--delay", a.delay, "Pause between requests to one host, or auto")
      ->type_name("D|auto")
      ->capture_default_str();
  app.add_option("--connections", a.connections, "Addresses asked for at the same time")
      ->check(CLI::Range(std::size_t{1}, kLoopbackConnections))
      ->capture_default_str();
  app.add_option("--allow-private", a.allow_private,
                 "Private address that may be asked, repeatable")
      ->type_name("HOST[:PORT]");
  app.add_option("--contact", a.contact, "Mail or web address added to the user agent");
  app.add_flag("--exhaustive", a.exhaustive, "Read on after every item is settled");
  app.add_flag("--ignore-politeness", a.ignore_politeness, "No pace, no limit of connections");
  app.add_flag("--ignore-robots", a.ignore_robots, "For a site's owner: do not ask robots.txt");
  app.add_flag("--quiet", a.quiet, "Print no table and no progress");
  app.add_flag("--verbose", a.verbose, "Print every address asked for");
}

Result<std::vector<url::Url>> read_seeds(const ScanArguments& arguments) {
  std::vector<url::Url> seeds;
  for (const auto& text : arguments.urls) {
    auto seed = url::Url::parse(text);
    if (!seed) return pass_on(seed);
    seeds.push_back(*seed);
  }
  return seeds;
}

Result<scan::ScanOptions> read_scan_options(const ScanArguments& arguments,
                                            const std::vector<url::Url>& seeds) {
  scan::ScanOptions options;
  const auto as_of = read_as_of(arguments.as_of);
  if (!as_of) return pass_on(as_of);
  options.as_of = *as_of;
  const auto max_time = read_duration(arguments.max_time);
  if (!max_time) return fail(ErrorCode::bad_argument, "--max-time: " + max_time.error().message);
  options.max_time = *max_time;
  auto pace = read_pace(arguments, options.fetch);
  if (!pace) return pass_on(pace);
  const bool loopback = std::ranges::all_of(seeds, is_loopback);
  if (arguments.connections > kPoliteConnections && !loopback && !arguments.ignore_politeness)
    return fail(ErrorCode::bad_argument,
                fmt::format("--connections {}: at most {} without --ignore-politeness; small "
                            "servers suffer from more",
                            arguments.connections, kPoliteConnections));
  if (auto contact = check_contact(arguments.contact); !contact) return pass_on(contact);
  if (auto allowed = check_allowed(arguments.allow_private); !allowed) return pass_on(allowed);
  options.connections = arguments.connections;
  options.fetch.connections_per_host = static_cast<int>(arguments.connections);
  options.fetch.ignore_politeness = arguments.ignore_politeness;
  options.fetch.ignore_robots = arguments.ignore_robots;
  options.fetch.allow_private = arguments.allow_private;
  options.fetch.user_agent =
      fmt::format("oitcheck/{} ({})", OIT_VERSION,
                  arguments.contact.empty() ? "public disclosure check" : "+" + arguments.contact);
  options.max_pages = arguments.max_pages;
  options.exhaustive = arguments.exhaustive;
  options.workers = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  options.tool_version = OIT_VERSION;
  return options;
}

}  // namespace oit::cli
