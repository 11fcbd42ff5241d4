#include "store/write_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/times.h"

namespace oit::store {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json run_json(const Run& run) {
  return {{"id", run.id},
          {"started_at", write_time(run.started_at)},
          {"finished_at", run.finished_at ? Json(write_time(*run.finished_at)) : Json(nullptr)},
          {"as_of", write_day(run.as_of)},
          {"state", name_of(run.state)},
          {"rulebook", run.rulebook_id},
          {"rulebook_revision", run.rulebook_revision},
          {"tool_version", run.tool_version}};
}

Json site_json(const SiteRow& site) {
  return {{"id", site.id}, {"url", site.url}, {"name", site.name}};
}

Json step_json(const Step& step) {
  return {{"run", step.run},
          {"at", write_time(step.at)},
          {"item", step.item},
          {"status", model::name_of(step.status)},
          {"url", step.url}};
}

Json change_json(const model::Change& change) {
  return {{"item", change.item},
          {"topic", change.topic},
          {"kind", model::name_of(change.kind)},
          {"is_regression", model::is_regression(change.kind)},
          {"before", model::name_of(change.before)},
          {"after", model::name_of(change.after)},
          {"url_before", change.url_before},
          {"url_after", change.url_after},
          {"unit", change.unit},
          {"reason", change.reason}};
}

}  // namespace

std::string write_runs_json(const std::vector<RunLine>& runs) {
  Json list = Json::array();
  for (const auto& line : runs) {
    auto one = run_json(line.run);
    one["sites"] = line.counts.sites;
    one["done"] = line.counts.done;
    one["failed"] = line.counts.failed;
    list.push_back(std::move(one));
  }
  return dump({{"schema", "oitcheck/runs/1"}, {"runs", std::move(list)}});
}

std::string write_history_json(const SiteRow& site, const std::vector<Timeline>& timelines) {
  Json items = Json::array();
  for (const auto& timeline : timelines) {
    Json steps = Json::array();
    for (const auto& step : timeline.steps) steps.push_back(step_json(step));
    items.push_back(
        {{"item", timeline.item}, {"topic", timeline.topic}, {"steps", std::move(steps)}});
  }
  return dump(
      {{"schema", "oitcheck/history/1"}, {"site", site_json(site)}, {"items", std::move(items)}});
}

std::string write_changes_json(const std::optional<Run>& before, const Run& after,
                               const std::vector<SiteRow>& sites,
                               const std::vector<model::Change>& changes) {
  Json list = Json::array();
  for (auto first = changes.begin(); first != changes.end();) {
    const auto last = std::find_if(first, changes.end(), [&](const model::Change& change) {
      return change.site != first->site;
    });
    const auto row = std::ranges::find(sites, first->site, &SiteRow::id);
    auto site = site_json(row != sites.end() ? *row : SiteRow());
    site["id"] = first->site;
    site["changes"] = Json::array();
    for (; first != last; ++first) site["changes"].push_back(change_json(*first));
    list.push_back(std::move(site));
  }
  return dump(
      {{"schema", "oitcheck/diff/1"},
       {"before", before ? run_json(*before) : Json(nullptr)},
       {"after", run_json(after)},
       {"regressions", std::ranges::count_if(changes, model::is_regression, &model::Change::kind)},
       {"sites", std::move(list)}});
}

}  // namespace oit::store
