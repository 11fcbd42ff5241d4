#include "cli/scan_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "base/clock.h"
#include "base/duration.h"
#include "net/address_filter.h"
#include "scan/render_mode.h"
#include "scan/run_file.h"

namespace oit::cli {
namespace {

constexpr int kBuddhistYears = 2400;  // no A.D. year of a check is as late as this
constexpr std::size_t kOcrPages = 60, kOcrPagesOfMany = 4;
constexpr std::size_t kPoliteConnections = 2, kLoopbackConnections = 64, kMostSites = 1'000;

/// Takes `from` where nothing was written.
template <class T>
void fill(T& to, const T& from) {
  if (to.empty()) to = from;
}

template <class T>
void fill(std::optional<T>& to, const std::optional<T>& from) {
  if (!to) to = from;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ",") + word;
  return all;
}

Result<bool> read_pace(const ScanArguments& arguments, net::FetchLimits& limits) {
  if (arguments.delay.empty() || arguments.delay == "auto") return true;
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

void declare_progress(CLI::App& app, ScanArguments& a) {
  app.add_option("--metrics", a.metrics, "Write figures for Prometheus' textfile collector")
      ->type_name("FILE");
  app.add_option("--progress", a.progress, "text (default), or json: a line of JSON on stderr")
      ->check(CLI::IsMember({"text", "json"}));
  app.add_flag("--verbose", a.verbose, "Print every address asked for");
}

void declare_limits(CLI::App& app, ScanArguments& a) {
  app.add_option("--max-pages", a.max_pages, "Most addresses to ask a site for [500]")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  app.add_option("--max-time", a.max_time, "Longest time for a site; 0 for no limit [10min]")
      ->type_name("D");
  app.add_option("--delay", a.delay, "Pause between requests to one host, or auto [auto]")
      ->type_name("D|auto");
  app.add_option("--connections", a.connections, "Addresses asked for at the same time, a site [1]")
      ->check(CLI::Range(std::size_t{1}, kLoopbackConnections));
  app.add_option("--sites-at-once", a.sites_at_once,
                 "Sites in flight at the same time; default: what memory allows")
      ->check(CLI::Range(std::size_t{1}, kMostSites));
  app.add_option("--ocr", a.ocr,
                 "Read scans and pictures: auto where it is possible, or never [auto]")
      ->check(CLI::IsMember({"auto", "never"}));
  app.add_option("--ocr-pages", a.ocr_pages,
                 "Most pages of a site to read so [60; 4 when there are several sites]")
      ->check(CLI::Range(std::size_t{0}, std::size_t{10'000}));
  app.add_option("--render", a.render,
                 "When a browser draws pages: auto (those that need it), never or always [auto]")
      ->check(CLI::IsMember({"auto", "never", "always"}));
  app.add_option("--max-rendered", a.max_rendered, "Most pages a browser draws of a site [60]")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  app.add_flag("--no-pictures", a.no_pictures,
               "With --html: no small pictures of the pages a browser drew");
  app.add_option("--browser", a.browser, "Chromium to draw pages with; default: found in PATH")
      ->type_name("PATH");
  app.add_option("--allow-private", a.allow_private,
                 "Private address that may be asked, repeatable")
      ->type_name("HOST[:PORT]");
  app.add_option("--contact", a.contact, "Mail or web address added to the user agent");
  app.add_flag("--exhaustive", a.exhaustive, "Read on after every item is settled");
  app.add_flag("--ignore-politeness", a.ignore_politeness, "No pace, no limit of connections");
  app.add_flag("--ignore-robots", a.ignore_robots, "For a site's owner: do not ask robots.txt");
}

void declare_memory(CLI::App& app, ScanArguments& a) {
  app.add_option("--db", a.db, "Keep runs, verdicts and what servers said in this store")
      ->type_name("FILE|postgresql://…");
  app.add_flag("--resume{last}", a.resume,
               "Go on with the last unfinished run of the store, or with --resume=RUN");
  app.add_option("--keep", a.keep, "Keep captures (WARC) of every answer in this folder")
      ->type_name("DIR");
  app.add_option("--baseline", a.baseline,
                 "Exit 1 only for what got worse since this run, or since a file of --json")
      ->type_name("RUN|FILE");
  app.add_option("--fail-on", a.fail_on, "Exit 1 only for these statuses: missing,stale,…")
      ->type_name("LIST");
  app.add_flag("--notify", a.notify, "Tell the people of --config what changed since the last run");
}

}  // namespace

void declare_outputs(CLI::App& app, ScanArguments& a) {
  app.add_option("--json", a.json,
                 "Write the JSON report (- for standard output); .jsonl: one report a line")
      ->type_name("FILE|-");
  app.add_option("--html", a.html,
                 "Write DIR/index.html; of several sites the index of all, and each site's page in "
                 "DIR/<n>-<host>/, of a list in DIR/<id>/")
      ->type_name("DIR");
  app.add_option("--docx", a.docx, "Write every office paper as a Word file, in folders as --html")
      ->type_name("DIR");
  app.add_flag("--arabic-digits", a.arabic_digits, "1, 2, 3 in the papers in place of ๑, ๒, ๓");
  app.add_option("--csv", a.csv,
                 "Write a table for spreadsheets, of all sites (- for standard output)")
      ->type_name("FILE|-");
  app.add_option("--xlsx", a.xlsx, "Write a workbook for Excel, of all sites")->type_name("FILE");
  app.add_flag("--ranking", a.ranking, "Rank sites by their score in --xlsx and --html");
  app.add_option("--lang", a.lang, "Language of the report: th (default) or en")
      ->check(CLI::IsMember({"th", "en"}));
  app.add_flag("--quiet", a.quiet, "Print no table and no progress");
}

void declare_scan_options(CLI::App& app, ScanArguments& a) {
  app.add_option("URL", a.urls, "Addresses of the sites to check");
  app.add_option("--sites", a.sites, "The sites to check, as a TOML or CSV file")
      ->type_name("FILE");
  app.add_flag("--keep-going", a.keep_going, "Scan the good lines of --sites when others are bad");
  app.add_option("--config", a.config, "Options of this command, and people to tell, in a file")
      ->type_name("FILE.toml");
  app.add_option("--rules", a.rules, "Rulebook: an id such as ita-2566, or a year file")
      ->type_name("ID|FILE");
  app.add_option("--as-of", a.as_of, "Judge as on this day (A.D.); default today in Bangkok")
      ->type_name("YYYY-MM-DD");
  app.add_option("--site", a.site, "What is known of the site: name, type, units, deadline")
      ->type_name("FILE.toml");
  app.add_option("--submitted", a.submitted, "Addresses entered in the assessment system")
      ->type_name("FILE.toml");
  declare_outputs(app, a);
  declare_progress(app, a);
  declare_limits(app, a);
  declare_memory(app, a);
}

Result<bool> read_config(ScanArguments& a) {
  if (a.config.empty()) return true;
  const auto file = scan::read_run_file(a.config);
  if (!file) return pass_on(file);
  if (a.urls.empty()) fill(a.sites, file->sites);
  fill(a.db, file->db);
  fill(a.keep, file->keep);
  fill(a.json, file->json);
  fill(a.html, file->html);
  fill(a.csv, file->csv);
  fill(a.xlsx, file->xlsx);
  fill(a.docx, file->docx);
  fill(a.metrics, file->metrics);
  fill(a.rules, file->rules);
  fill(a.as_of, file->as_of);
  fill(a.lang, file->lang);
  fill(a.max_time, file->max_time);
  fill(a.delay, file->delay);
  fill(a.contact, file->contact);
  fill(a.baseline, file->baseline);
  fill(a.render, file->render);
  fill(a.browser, file->browser);
  fill(a.max_rendered, file->max_rendered);
  fill(a.allow_private, file->allow_private);
  fill(a.fail_on, joined(file->fail_on));
  fill(a.sites_at_once, file->sites_at_once);
  fill(a.max_pages, file->max_pages);
  fill(a.connections, file->connections);
  fill(a.ocr, file->ocr);
  fill(a.ocr_pages, file->ocr_pages);
  a.keep_going = a.keep_going || file->keep_going.value_or(false);
  a.exhaustive = a.exhaustive || file->exhaustive.value_or(false);
  a.ignore_robots = a.ignore_robots || file->ignore_robots.value_or(false);
  a.ranking = a.ranking || file->ranking.value_or(false);
  a.notify = a.notify || file->notify.value_or(false);
  a.resume_if_any = file->resume.value_or(false) && a.resume.empty();
  return true;
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

Result<scan::ScanOptions> read_scan_options(const ScanArguments& arguments, text::Day as_of,
                                            const std::vector<model::SiteEntry>& entries) {
  scan::ScanOptions options;
  options.as_of = as_of;
  const auto max_time = read_duration(arguments.max_time.empty() ? "10min" : arguments.max_time);
  if (!max_time) return fail(ErrorCode::bad_argument, "--max-time: " + max_time.error().message);
  options.max_time = *max_time;
  auto pace = read_pace(arguments, options.fetch);
  if (!pace) return pass_on(pace);
  const auto connections = arguments.connections.value_or(1);
  const bool loopback = std::ranges::all_of(entries, [](const model::SiteEntry& entry) {
    return net::is_loopback_host(entry.url.host());
  });
  if (connections > kPoliteConnections && !loopback && !arguments.ignore_politeness)
    return fail(ErrorCode::bad_argument,
                fmt::format("--connections {}: at most {} without --ignore-politeness; small "
                            "servers suffer from more",
                            connections, kPoliteConnections));
  if (auto contact = check_contact(arguments.contact); !contact) return pass_on(contact);
  if (auto allowed = check_allowed(arguments.allow_private); !allowed) return pass_on(allowed);
  options.connections = connections;
  options.fetch.connections_per_host = static_cast<int>(connections);
  options.fetch.ignore_politeness = arguments.ignore_politeness;
  options.fetch.ignore_robots = arguments.ignore_robots;
  options.fetch.allow_private = arguments.allow_private;
  options.fetch.user_agent =
      fmt::format("oitcheck/{} ({})", OIT_VERSION,
                  arguments.contact.empty() ? "public disclosure check" : "+" + arguments.contact);
  options.max_pages = arguments.max_pages.value_or(options.max_pages);
  options.exhaustive = arguments.exhaustive;
  options.ocr = arguments.ocr != "never";
  options.ocr_pages =
      arguments.ocr_pages.value_or(entries.size() > 1 ? kOcrPagesOfMany : kOcrPages);
  options.render = scan::read_render_mode(arguments.render).value_or(model::RenderMode::automatic);
  options.max_rendered = arguments.max_rendered.value_or(options.max_rendered);
  options.workers = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  options.sites_at_once = arguments.sites_at_once.value_or(scan::sites_for_memory());
  options.second_pass = !arguments.sites.empty();
  options.tool_version = OIT_VERSION;
  return options;
}

}  // namespace oit::cli
