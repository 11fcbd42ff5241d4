#include "cli/serve.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>

#include "cli/open_store.h"
#include "cli/paper_files.h"
#include "cli/rule_shelf.h"
#include "cli/stop.h"
#include "dashboard/server.h"
#include "scan/sites_file.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string where, listen = "127.0.0.1:8080";
  std::vector<std::string> hosts;
};

/// The names a request's Host may be: those given, and loopback when that is listened at.
std::set<std::string> hosts_of(const Options& options, const dashboard::Place& place) {
  std::set<std::string> hosts;
  for (const auto& host : options.hosts) hosts.insert(dashboard::host_name(host));
  const bool is_any = place.address == "0.0.0.0" || place.address == "::";
  if (!is_any) hosts.insert(dashboard::host_name(place.address));
  if (place.address.starts_with("127.") || place.address == "::1" || place.address == "localhost")
    hosts.insert({"127.0.0.1", "::1", "localhost"});
  return hosts;
}

/// Finds what papers say beyond a report: the rules of its year, loaded once, and what the run was
/// told of the site. Where rules cannot be loaded papers are written without their words. Any
/// thread.
class PaperFacts {
 public:
  report::OfficeFacts operator()(const model::Report& report, const std::string& entry) {
    const std::lock_guard lock(mutex_);
    if (!rules_)
      if (auto rules = paper_rules()) rules_ = std::move(*rules);
    const auto known = scan::read_entry_json(entry);
    return office_facts(rulebook_of(report), rules_.value_or(model::PaperRules{}),
                        known ? known->profile : model::SiteProfile{});
  }

 private:
  const model::Rulebook* rulebook_of(const model::Report& report) {
    if (!shelf_)
      if (auto shelf = RuleShelf::open(report.rulebook_id, report.as_of))
        shelf_ = std::move(*shelf);
    if (!shelf_) return nullptr;
    const auto found = shelf_->find(report.rulebook_id);
    return found ? *found : nullptr;
  }

  std::mutex mutex_;
  std::optional<model::PaperRules> rules_;
  std::optional<RuleShelf> shelf_;
};

void serve(Context& context, const Options& options) {
  const auto place = dashboard::read_place(options.listen);
  if (!place) return tell(context, place.error());
  auto hosts = hosts_of(options, *place);
  if (hosts.empty())
    return tell(context, {ErrorCode::bad_argument,
                          "--listen " + options.listen +
                              " takes requests from everywhere; name the host they may ask for "
                              "with --host"});
  auto first = open_store(context, options.where);  // tells what is wrong before anybody asks
  if (first == nullptr) return;
  first.reset();
  std::mutex mutex;
  const auto tell_failure = [&](const Error& error) {
    const std::lock_guard lock(mutex);
    context.err << "oitcheck: " << text::printable(error.message) << std::endl;
  };
  PaperFacts facts;
  dashboard::Dashboard pages(
      [&] { return open_patiently(options.where); },
      {std::move(hosts), tell_failure, [&](const model::Report& report, const std::string& entry) {
         return facts(report, entry);
       }});
  dashboard::Server server(pages);
  const auto port = server.bind(*place);
  if (!port) return tell(context, port.error());
  watch_signals();
  const bool is_ipv6 = place->address.find(':') != std::string::npos;
  context.out << fmt::format("http://{}:{}/", is_ipv6 ? '[' + place->address + ']' : place->address,
                             *port)
              << std::endl;
  server.run(stop_asked());
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  add_store_option(app, options->where);
  app.add_option("--listen", options->listen, "Where to listen")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  app.add_option("--host", options->hosts,
                 "A name browsers know this by, when a reverse proxy stands before it; repeatable")
      ->type_name("NAME");
  app.callback([&context, options] { serve(context, *options); });
}

}  // namespace oit::cli
