#include "dashboard/api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dashboard/filter.h"
#include "dashboard/site_history.h"
#include "dashboard/trend.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::dashboard {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPerPage = 100;

Answer json_answer(const Json& value, int status = 200) {
  return {status, "application/json",
          value.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'};
}

Json run_json(const store::Run& run) {
  return {{"id", run.id},
          {"started_at", report::iso_time(run.started_at)},
          {"finished_at", run.finished_at ? Json(report::iso_time(*run.finished_at)) : Json()},
          {"as_of", report::iso_day(run.as_of)},
          {"state", store::name_of(run.state)},
          {"rulebook", run.rulebook_id}};
}

Json site_json(const store::SiteSummary& site) {
  Json items = Json::object();
  for (const auto& [item, status] : site.items) items[item] = model::name_of(status);
  return {{"id", site.site},
          {"name", text::printable(site.name)},
          {"url", site.url},
          {"agency_type", site.agency_type},
          {"province", site.province},
          {"district", site.district},
          {"tags", site.tags},
          {"outcome", site.outcome},
          {"oit", site.oit},
          {"oit_best", site.oit_best},
          {"points_lost", site.points_lost},
          {"finished_at", report::iso_time(site.at)},
          {"items", std::move(items)}};
}

Answer runs_json(const Scene& scene) {
  Json runs = Json::array();
  for (const auto& run : scene.runs) runs.push_back(run_json(run));
  return json_answer({{"runs", std::move(runs)}});
}

Json trend_points(const std::vector<store::GroupCounts>& trend) {
  Json points = Json::array();
  for (const auto& of : trend) {
    Json items = Json::object();
    for (std::size_t n = 0; n < store::kStatuses; ++n)
      items[std::string(model::name_of(static_cast<model::Status>(n)))] = of.items[n];
    points.push_back({{"run", of.run},
                      {"started_at", report::iso_time(of.at)},
                      {"sites", of.sites},
                      {"failed", of.failed},
                      {"oit_mean", of.oit},
                      {"items", std::move(items)}});
  }
  return points;
}

/// The trend of one group that `by` and `value` name.
Result<Answer> group_json(const Scene& scene, std::string_view by, const std::string& value) {
  using enum store::GroupBy;
  for (const auto one : {all, province, district, agency_type, tag}) {
    if (store::name_of(one) != by) continue;
    const auto trend = scene.store.trend(one, one == all ? "" : value);
    if (!trend) return pass_on(trend);
    return json_answer({{"by", by}, {"value", value}, {"trend", trend_points(*trend)}});
  }
  return fail(ErrorCode::bad_argument, "by is all, province, district, type or tag");
}

Result<Answer> history_json(const Scene& scene, const std::vector<store::SiteSummary>& past) {
  Json items = Json::object();
  const auto history = history_of(scene, past);
  std::vector<std::string> order;
  for (const auto& [item, steps] : history) order.push_back(item);
  std::ranges::sort(order, item_before);
  for (const auto& item : order) {
    Json steps = Json::array();
    for (const auto& step : history.at(item))
      steps.push_back({{"run", step.run},
                       {"at", report::iso_time(step.at)},
                       {"status", model::name_of(step.status)}});
    items[item] = std::move(steps);
  }
  Json scores = Json::array();
  for (const auto& one : past)
    scores.push_back({{"run", one.run},
                      {"at", report::iso_time(one.at)},
                      {"outcome", one.outcome},
                      {"oit", one.oit}});
  return json_answer({{"site", past.back().site},
                      {"rulebook", scene.run->rulebook_id},
                      {"scores", std::move(scores)},
                      {"items", std::move(items)}});
}

Result<Answer> changes_json(const Scene& scene, const std::vector<store::SiteSummary>& past) {
  const auto pair = pair_of(scene, past);
  if (!pair) return pass_on(pair);
  Json changes = Json::array();
  if (pair->before != nullptr) {
    const auto found = changes_of(scene.store, *pair->before, *pair->after, past.back().site);
    if (!found) return pass_on(found);
    for (const auto& one : *found)
      changes.push_back({{"item", one.item},
                         {"topic", one.topic},
                         {"kind", model::name_of(one.kind)},
                         {"before", model::name_of(one.before)},
                         {"after", model::name_of(one.after)},
                         {"url_before", one.url_before},
                         {"url_after", one.url_after},
                         {"unit", one.unit},
                         {"reason", one.reason}});
  }
  return json_answer({{"site", past.back().site},
                      {"before", pair->before == nullptr ? Json() : Json(pair->before->id)},
                      {"after", pair->after->id},
                      {"changes", std::move(changes)}});
}

Result<Answer> one_site(const Scene& scene, const std::string& site, std::string_view below) {
  if (below == "report") {
    auto json = scene.store.report_json(scene.run->id, site);
    if (!json) return pass_on(json);
    return Answer{200, "application/json", std::move(*json)};
  }
  const auto past = scene.store.summaries_of(site);
  if (!past) return pass_on(past);
  if (past->empty()) return fail(ErrorCode::bad_argument, "there is no such site");
  if (below == "history") return history_json(scene, *past);
  if (below == "changes") return changes_json(scene, *past);
  const auto now = std::ranges::find(*past, scene.run->id, &store::SiteSummary::run);
  if (!below.empty() || now == past->end())
    return fail(ErrorCode::bad_argument, "nothing is there");
  auto value = site_json(*now);
  value["run"] = scene.run->id;
  return json_answer(value);
}

}  // namespace

Answer sites_json(const Scene& scene, const RunSites& run) {
  const auto filter = read_filter(scene.request);
  const auto chosen = choose(run.sites, filter);
  Json sites = Json::array();
  const auto end = std::min(chosen.size(), filter.page * kPerPage);
  for (auto n = (filter.page - 1) * kPerPage; n < end; ++n) sites.push_back(site_json(*chosen[n]));
  return json_answer({{"run", scene.run->id},
                      {"total", chosen.size()},
                      {"page", filter.page},
                      {"per_page", kPerPage},
                      {"sites", std::move(sites)}});
}

Result<Answer> trend_json(const Scene& scene, const RunSites& run) {
  const auto by = scene.request.param("by");
  if (!by.empty()) return group_json(scene, by, std::string(scene.request.param("value")));
  const auto filter = read_filter(scene.request);
  const auto trend = trend_of(scene.store, run, filter, store::With::items);
  if (!trend) return pass_on(trend);
  return json_answer({{"by", filter == Filter() ? "all" : "filter"},
                      {"value", ""},
                      {"trend", trend_points(*trend)}});
}

Answer api_error(int status, std::string_view message) {
  return json_answer({{"error", {{"status", status}, {"message", message}}}}, status);
}

Result<Answer> answer_api(const Scene& scene, std::span<const std::string_view> parts) {
  if (parts.empty()) return fail(ErrorCode::bad_argument, "nothing is there");
  if (parts.size() == 1 && parts[0] == "runs") return runs_json(scene);
  if (parts.size() == 1 && parts[0] == "openapi.json")
    return Answer{200, "application/json", std::string(openapi())};
  if (scene.run == nullptr) return fail(ErrorCode::bad_argument, "no run is stored yet");
  if (parts[0] == "sites" && parts.size() <= 3)
    return one_site(scene, std::string(parts[1]),
                    parts.size() == 3 ? parts[2] : std::string_view());
  return fail(ErrorCode::bad_argument, "nothing is there");
}

}  // namespace oit::dashboard
