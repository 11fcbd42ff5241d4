#include "store/summary.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "store/times.h"

namespace oit::store {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kLetters = "pisbmnu";  // by model::Status

/// The groups a site is counted in.
std::set<std::pair<std::string, std::string>> groups_of(const Row& row) {
  std::set<std::pair<std::string, std::string>> groups;
  const auto add = [&](GroupBy by, const std::string& value) {
    if (by == GroupBy::all || !value.empty()) groups.emplace(name_of(by), value);
  };
  add(GroupBy::all, "");
  add(GroupBy::agency_type, row.text(4));
  add(GroupBy::province, row.text(5));
  add(GroupBy::district, row.text(6));
  for (const auto& tag : Json::parse(row.text(7), nullptr, false))
    if (tag.is_string()) add(GroupBy::tag, tag.get<std::string>());
  return groups;
}

Result<bool> count(Database& database, const std::string& run, const Row& row,
                   const std::vector<std::pair<std::string, model::Status>>& items) {
  const bool opened = row.text(8) == "ok";
  std::array<std::int64_t, kStatuses> counts{};
  if (opened)
    for (const auto& [item, status] : items) ++counts[static_cast<std::size_t>(status)];
  std::vector<std::vector<Value>> rows;
  for (const auto& [kind, value] : groups_of(row)) {
    rows.push_back({run, kind, value, std::int64_t{1}, std::int64_t{opened ? 0 : 1},
                    opened ? row.real(9) : 0.0});
    for (const auto items_of_status : counts) rows.back().emplace_back(items_of_status);
  }
  std::string then = "on conflict (run, kind, value) do update set ";
  for (const char* column : {"sites", "failed", "oit", "published", "incomplete", "stale", "broken",
                             "missing", "not_due", "unverified"}) {
    if (!then.ends_with("set ")) then += ", ";
    then += std::string(column) + " = run_group." + column + " + excluded." + column;
  }
  const auto done = insert_rows(database,
                                "run_group (run, kind, value, sites, failed, oit, published, "
                                "incomplete, stale, broken, missing, not_due, unverified)",
                                rows, then);
  if (!done) return pass_on(done);
  return true;
}

}  // namespace

std::string_view name_of(GroupBy by) {
  switch (by) {
    case GroupBy::all:
      return "all";
    case GroupBy::province:
      return "province";
    case GroupBy::district:
      return "district";
    case GroupBy::agency_type:
      return "type";
    case GroupBy::tag:
      return "tag";
  }
  return "all";
}

char letter_of(model::Status status) { return kLetters[static_cast<std::size_t>(status)]; }

std::string write_statuses(const std::vector<std::pair<std::string, model::Status>>& items) {
  std::string text;
  for (const auto& [item, status] : items) {
    if (!text.empty()) text += ' ';
    text += item;
    text += letter_of(status);
  }
  return text;
}

std::vector<std::pair<std::string, model::Status>> read_statuses(std::string_view text) {
  std::vector<std::pair<std::string, model::Status>> items;
  items.reserve(static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1);
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const auto at = word.size() < 2 ? std::string_view::npos : kLetters.find(word.back());
    if (at != std::string_view::npos)
      items.emplace_back(word.substr(0, word.size() - 1), static_cast<model::Status>(at));
  }
  return items;
}

Result<bool> add_summary(Database& database, const std::string& run, const std::string& site) {
  const auto rows = database.query(
      "select s.position, s.requested, s.url, case when s.name = '' then d.name else s.name end, "
      "s.agency_type, s.province, s.district, s.tags, d.outcome, d.oit, d.oit_best, "
      "d.points_lost, d.finished_at from run_site s join site_run d on d.run = s.run and "
      "d.site = s.site where s.run = ?1 and s.site = ?2",
      {run, site});
  if (!rows) return pass_on(rows);
  if (rows->empty()) return true;
  const auto verdicts = database.query(
      "select item, status from item_run where run = ?1 and site = ?2 order by ordinal",
      {run, site});
  if (!verdicts) return pass_on(verdicts);
  std::vector<std::pair<std::string, model::Status>> items;
  for (const auto& one : *verdicts)
    for (std::size_t n = 0; n < kStatuses; ++n)
      if (model::name_of(static_cast<model::Status>(n)) == one.text(1))
        items.emplace_back(one.text(0), static_cast<model::Status>(n));
  const auto& row = rows->front();
  const auto address = row.text(2).empty() ? row.text(1) : row.text(2);
  const auto name = row.text(3).empty() ? address : row.text(3);
  const auto added = insert_rows(
      database,
      "site_summary (run, position, site, name, url, agency_type, province, district, tags, "
      "outcome, oit, oit_best, points_lost, finished_at, statuses)",
      {{run, row.integer(0), site, name, address, row.text(4), row.text(5), row.text(6),
        row.text(7), row.text(8), row.real(9), row.real(10), row.real(11), row.text(12),
        write_statuses(items)}},
      "on conflict do nothing");
  if (!added) return pass_on(added);
  return *added == 0 ? Result<bool>(true) : count(database, run, row, items);
}

Result<bool> add_all_summaries(Database& database) {
  const auto runs = database.query("select id from run order by id");
  if (!runs) return pass_on(runs);
  for (const auto& run : *runs) {
    const auto sites = database.query("select site from site_run where run = ?1", {run.text(0)});
    if (!sites) return pass_on(sites);
    for (const auto& site : *sites)
      if (const auto done = add_summary(database, run.text(0), site.text(0)); !done) return done;
  }
  return true;
}

}  // namespace oit::store
