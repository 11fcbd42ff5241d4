// Runs and their inventories.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "store/compare.h"
#include "store/run_columns.h"
#include "store/store.h"
#include "store/times.h"
#include "url/url.h"

namespace oit::store {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kRunColumns =
    "id, started_at, finished_at, as_of, state, rulebook_id, rulebook_revision, tool_version, "
    "options";

std::string tags_text(const std::vector<std::string>& tags) {
  return Json(tags).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::string> read_tags(const std::string& text) {
  std::vector<std::string> tags;
  for (const auto& tag : Json::parse(text, nullptr, false))
    if (tag.is_string()) tags.push_back(tag.get<std::string>());
  return tags;
}

Run read_run(const Row& row) {
  Run run;
  run.id = row.text(0);
  run.started_at = read_time(row.text(1));
  if (const auto finished = row.text(2); !finished.empty()) run.finished_at = read_time(finished);
  run.as_of = text::read_iso_day(row.text(3)).value_or(text::Day{});
  run.state = read_run_state(row.text(4)).value_or(RunState::failed);
  run.rulebook_id = row.text(5);
  run.rulebook_revision = row.text(6);
  run.tool_version = row.text(7);
  run.options = row.text(8);
  return run;
}

std::vector<Value> run_values(const Run& run) {
  return {run.id,
          write_time(run.started_at),
          run.finished_at ? write_time(*run.finished_at) : "",
          write_day(run.as_of),
          std::string(name_of(run.state)),
          run.rulebook_id,
          run.rulebook_revision,
          run.tool_version,
          run.options};
}

std::vector<std::vector<Value>> inventory_rows(const std::string& run,
                                               const std::vector<SiteRow>& sites) {
  std::vector<std::vector<Value>> rows;
  for (const auto& site : sites)
    rows.push_back({run, static_cast<std::int64_t>(rows.size()), site.id, site.requested, site.url,
                    site.name, site.agency_type, site.province, site.district, tags_text(site.tags),
                    site.entry});
  return rows;
}

/// Whether the run is there as we are about to write it: after a lost connection it may be.
Result<bool> is_begun(Database& database, const Run& run, std::size_t sites) {
  const auto rows = database.query(
      "select started_at, options, (select count(*) from run_site where run = ?1) from run "
      "where id = ?1",
      {run.id});
  if (!rows) return pass_on(rows);
  return !rows->empty() && rows->front().text(0) == write_time(run.started_at) &&
         rows->front().text(1) == run.options &&
         rows->front().integer(2) == static_cast<std::int64_t>(sites);
}

Result<bool> no_run(const Database& database, const std::string& id) {
  return fail(ErrorCode::bad_argument, database.name() + ": has no run \"" + id + '"');
}

/// The addresses a site went by: an inventory may change between runs.
struct KnownSite {
  std::string id, requested, url;
};

/// The ids of those that `matches`, each once, in their order.
template <class Matches>
std::vector<std::string> ids_of(const std::vector<KnownSite>& sites, const Matches& matches) {
  std::vector<std::string> ids;
  for (const auto& site : sites)
    if (matches(site) && std::ranges::find(ids, site.id) == ids.end()) ids.push_back(site.id);
  return ids;
}

/// Those with just this address; where there is none, those of its host.
std::vector<std::string> sites_at(const std::vector<KnownSite>& sites, const std::string& words) {
  const auto address = url::Url::parse(words);
  if (!address) return {};
  auto ids = ids_of(sites, [&](const KnownSite& site) {
    return site.requested == words || is_same_address(site.url, address->text());
  });
  if (!ids.empty()) return ids;
  return ids_of(sites, [&](const KnownSite& site) {
    const auto known = url::Url::parse(site.url);
    return known && url::is_same_site(*known, *address);
  });
}

std::string some_ids(const std::vector<KnownSite>& sites) {
  constexpr std::size_t kMost = 5;
  const auto ids = ids_of(sites, [](const KnownSite&) { return true; });
  std::string text;
  for (std::size_t n = 0; n < std::min(ids.size(), kMost); ++n)
    text += (n == 0 ? "" : ", ") + ids[n];
  return ids.size() > kMost ? text + ", …" : text;
}

}  // namespace

Result<bool> Store::begin_run(const Run& run, const std::vector<SiteRow>& sites) {
  std::set<std::string_view> ids;
  for (const auto& site : sites)
    if (!ids.insert(site.id).second)
      return fail(ErrorCode::bad_argument, "two sites of the inventory have the id " + site.id);
  const auto rows = inventory_rows(run.id, sites);
  const std::lock_guard lock(mutex_);
  return database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto begun = inside.execute("insert into run (" + std::string(kRunColumns) +
                                          ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                                          "on conflict (id) do nothing",
                                      run_values(run));
    if (!begun) return pass_on(begun);
    if (*begun == 0) {
      const auto ours = is_begun(inside, run, sites.size());
      if (!ours || *ours) return ours;
      return fail(ErrorCode::bad_argument,
                  inside.name() + ": has a run \"" + run.id + "\" already; resume it");
    }
    const auto frozen = insert_rows(inside,
                                    "run_site (run, position, site, requested, url, name, "
                                    "agency_type, province, district, tags, entry)",
                                    rows);
    if (!frozen) return pass_on(frozen);
    return true;
  });
}

Result<bool> Store::finish_run(const std::string& id, RunState state, Time when) {
  const std::lock_guard lock(mutex_);
  return database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto done = inside.execute("update run set state = ?2, finished_at = ?3 where id = ?1",
                                     {id, std::string(name_of(state)), write_time(when)});
    if (!done) return pass_on(done);
    if (*done == 0) return no_run(inside, id);
    return keep_columns(inside, id);
  });
}

Result<bool> Store::reopen_run(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto done = inside.execute(
        "update run set state = 'running', finished_at = '' where id = ?1 and state <> 'complete'",
        {id});
    if (!done) return pass_on(done);
    if (*done != 0) return drop_columns(inside, id);
    const auto there = inside.query("select 1 from run where id = ?1", {id});
    if (!there) return pass_on(there);
    if (there->empty()) return no_run(inside, id);
    return fail(ErrorCode::bad_argument,
                inside.name() + ": the run \"" + id + "\" is complete; begin a new one");
  });
}

Result<std::vector<Run>> Store::runs() {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query("select " + std::string(kRunColumns) +
                                     " from run order by started_at desc, id desc");
  if (!rows) return pass_on(rows);
  std::vector<Run> runs;
  for (const auto& row : *rows) runs.push_back(read_run(row));
  return runs;
}

Result<Run> Store::find_run(const std::string& name) {
  const auto all = runs();
  if (!all) return pass_on(all);
  if (all->empty())
    return fail(ErrorCode::bad_argument, where() + ": no run is stored yet; scan with --db");
  const auto exact = std::ranges::find(*all, name, &Run::id);
  if (exact != all->end()) return *exact;
  if (name == "last") return all->front();
  if (name == "last-complete") {
    const auto complete = std::ranges::find(*all, RunState::complete, &Run::state);
    if (complete != all->end()) return *complete;
    return fail(ErrorCode::bad_argument, where() + ": no run is complete yet");
  }
  std::vector<const Run*> found;
  for (const auto& run : *all)
    if (!name.empty() && run.id.starts_with(name)) found.push_back(&run);
  if (found.size() == 1) return *found.front();
  if (found.empty())
    return fail(ErrorCode::bad_argument,
                fmt::format("{}: has no run \"{}\"; the last one is {} (see oitcheck runs)",
                            where(), name, all->front().id));
  return fail(ErrorCode::bad_argument,
              fmt::format("{}: {} runs begin with \"{}\", such as {} and {}; write more of it",
                          where(), found.size(), name, found[0]->id, found[1]->id));
}

Result<std::vector<SiteRow>> Store::sites_of(const std::string& run) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select site, requested, url, name, agency_type, province, district, tags, entry "
      "from run_site where run = ?1 order by position",
      {run});
  if (!rows) return pass_on(rows);
  std::vector<SiteRow> sites;
  for (const auto& row : *rows)
    sites.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                     row.text(6), read_tags(row.text(7)), row.text(8)});
  return sites;
}

Result<std::vector<std::string>> Store::sites_done(const std::string& run) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select s.site from run_site s join site_run d on d.run = s.run and d.site = s.site "
      "where s.run = ?1 order by s.position",
      {run});
  if (!rows) return pass_on(rows);
  std::vector<std::string> ids;
  for (const auto& row : *rows) ids.push_back(row.text(0));
  return ids;
}

Result<std::map<std::string, std::string>> Store::outcomes(const std::string& run) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query("select site, outcome from site_run where run = ?1", {run});
  if (!rows) return pass_on(rows);
  std::map<std::string, std::string> outcomes;
  for (const auto& row : *rows) outcomes[row.text(0)] = row.text(1);
  return outcomes;
}

Result<RunCounts> Store::counts_of(const std::string& run) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select (select count(*) from run_site where run = ?1), "
      "(select count(*) from site_run where run = ?1), "
      "(select count(*) from site_run where run = ?1 and outcome <> 'ok')",
      {run});
  if (!rows) return pass_on(rows);
  const auto count = [&](std::size_t n) {
    return static_cast<std::size_t>(rows->front().integer(n));
  };
  return RunCounts{count(0), count(1), count(2)};
}

Result<std::vector<std::string>> Store::find_sites(const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto exact = database_->query("select 1 from run_site where site = ?1 limit 1", {site});
  if (!exact) return pass_on(exact);
  if (!exact->empty()) return std::vector<std::string>{site};
  const auto rows = database_->query(
      "select site, requested, url from run_site group by site, requested, url "
      "order by min(position), site");
  if (!rows) return pass_on(rows);
  std::vector<KnownSite> known;
  for (const auto& row : *rows) known.push_back({row.text(0), row.text(1), row.text(2)});
  if (known.empty())
    return fail(ErrorCode::bad_argument, where() + ": no run is stored yet; scan with --db");
  auto ids = sites_at(known, site);
  if (ids.empty())
    return fail(ErrorCode::bad_argument, fmt::format("{}: no run has a site \"{}\"; there are {}",
                                                     where(), site, some_ids(known)));
  return ids;
}

}  // namespace oit::store
