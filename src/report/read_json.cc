#include "report/read_json.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "text/dates.h"

namespace oit::report {
namespace {

using Json = nlohmann::json;
using std::string;

string text_of(const Json& json) { return json.is_string() ? json.get<string>() : string(); }

model::LocalText local(const Json& json) {
  return {text_of(json.at("th")), text_of(json.at("en"))};
}

/// Words whose English stands beside them; reports of earlier versions have none.
model::LocalText in_both(const Json& json, const char* th, const char* en) {
  return {json.at(th).get<string>(), json.value(en, string())};
}

std::optional<text::Day> day_of(const Json& json) {
  return json.is_string() ? text::read_iso_day(json.get<string>()) : std::nullopt;
}

/// "2023-04-30T10:20:30Z"
std::chrono::system_clock::time_point time_of(const Json& json) {
  const auto text = text_of(json);
  int hours = 0, minutes = 0, seconds = 0;
  const auto at = std::min(text.find('T'), text.size());
  const auto day = text::read_iso_day(text.substr(0, at));
  if (!day || std::sscanf(text.c_str() + at, "T%d:%d:%dZ", &hours, &minutes, &seconds) != 3)
    return {};
  return *day + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

model::Status status_of(const Json& json) {
  using enum model::Status;
  for (const auto status : {published, incomplete, stale, broken, missing, not_due, unverified})
    if (model::name_of(status) == json.get<string>()) return status;
  throw Json::other_error::create(501, "no status: " + json.get<string>(), &json);
}

model::ReportPeriod period(const Json& json) {
  model::ReportPeriod out{json.at("code").get<string>(), 0, {}};
  if (json.at("fy").is_number()) out.fiscal_year = json.at("fy").get<int>();
  const auto from = day_of(json.at("from")), to = day_of(json.at("to"));
  if (from && to) out.span = {*from, *to};
  return out;
}

/// Reports of earlier versions do not say it.
model::Basis basis_of(const Json& json) {
  using enum model::Basis;
  if (json.is_string())
    for (const auto one : {confirmed, read, single, neighbour, carried, shown, inferred, memory})
      if (model::name_of(one) == json.get<string>()) return one;
  return unstated;
}

void read_basis(const Json& json, model::Finding& out) {
  const auto at = json.find("basis");
  if (at == json.end() || !at->is_object()) return;
  out.basis = basis_of(at->at("code"));
  out.basis_note = {at->at("note_th"), at->at("note_en")};
  out.warns = at->at("warns");
}

model::Evidence evidence(const Json& json) {
  model::Evidence out;
  out.url = json.at("url");
  out.title = json.at("title");
  out.path = json.at("path").get<std::vector<string>>();
  out.kind = json.at("kind");
  out.quote = json.at("quote");
  out.place = json.at("place");
  if (json.at("fetched_at").is_string()) out.fetched_at = time_of(json.at("fetched_at"));
  out.sha256 = text_of(json.at("sha256"));
  out.text_from = json.at("text_from");
  return out;
}

void read_period(const Json& json, model::Finding& out) {
  if (json.at("required").is_object()) out.required = period(json.at("required"));
  if (json.at("found").is_object()) out.found = period(json.at("found"));
  out.read_from = text_of(json.at("read_from"));
  const auto english = json.value("conflicts_en", std::vector<string>());
  for (const auto& one : json.at("conflicts")) {
    const auto at = out.conflicts.size();
    out.conflicts.push_back({one.get<string>(), at < english.size() ? english[at] : string()});
  }
}

model::Finding finding(const Json& json) {
  model::Finding out;
  out.id = json.at("id");
  out.topic = json.at("topic");
  out.title = in_both(json, "title", "title_en");
  out.indicator = json.at("indicator");
  out.sub_indicator = json.at("sub_indicator");
  out.status = status_of(json.at("status"));
  out.confidence = json.at("confidence");
  if (const auto& cause = json.at("cause"); cause.is_object())
    out.cause = {cause.at("code"), local(cause), in_both(cause, "who", "who_en")};
  out.wording = json.at("wording");
  read_period(json.at("period"), out);
  for (const auto& one : json.at("components")) {
    std::optional<bool> met;
    if (one.at("met").is_boolean()) met = one.at("met").get<bool>();
    out.components.push_back({one.at("id"), in_both(one, "th", "en"), met,
                              one.value("advised", false), one.at("quote"),
                              basis_of(one.value("basis", Json()))});
  }
  for (const auto& one : json.at("evidence")) out.evidence.push_back(evidence(one));
  if (const auto& one = json.at("submitted"); one.is_object())
    out.submitted = {one.at("url"), status_of(one.at("status")), in_both(one, "why", "why_en"),
                     one.value("reachable_from_home", true)};
  for (const auto& one : json.at("near_misses"))
    out.near_misses.push_back({one.at("url"), one.at("label"), in_both(one, "why", "why_en")});
  for (const auto& one : json.at("reasons")) out.reasons.push_back(local(one));
  out.role = json.at("unit").at("role");
  out.unit = json.at("unit").at("name");
  out.action = local(json.at("action"));
  out.due = day_of(json.at("due"));
  out.points = json.at("points");
  read_basis(json, out);
  if (const auto one = json.find("waiver"); one != json.end() && one->is_object())
    out.waiver = {out.id, one->at("reason"), one->at("owner"),
                  day_of(one->at("until")).value_or(text::Day())};
  return out;
}

void read_site(const Json& json, model::Report& out) {
  out.seed_url = json.at("url");
  out.final_url = json.at("final_url");
  out.site_name = json.at("name");
  out.agency_type = json.at("agency_type");
  out.outcome = json.at("outcome");
  out.pages = json.at("pages");
  out.documents = json.at("documents");
  out.requests = json.at("requests");
  out.bytes = json.at("bytes");
  out.coverage_read = json.at("coverage").at("read");
  out.coverage_waiting = json.at("coverage").at("waiting");
  for (const auto& one : json.at("problems"))
    out.problems.push_back({one.at("category"), one.at("url"), local(one)});
  for (const auto& one : json.at("features"))
    out.features.push_back({one.at("id"), one.at("found"), text_of(one.at("url"))});
}

void read_score(const Json& json, model::Score& out) {
  out.oit = json.at("oit");
  out.oit_best = json.at("oit_best");
  out.if_fixed = json.at("if_fixed");
  out.band = json.at("band");
  if (const auto one = json.find("level"); one != json.end() && one->is_object())
    out.level = local(*one);
  out.open = json.value("open", false);
  out.given = json.value("given", true);
  for (const auto& one : json.at("indicators")) out.indicators[one.at("id")] = one.at("score");
  for (const auto& one : json.at("sub_indicators"))
    out.sub_indicators[one.at("id")] = one.at("score");
  out.points_lost = json.at("points_lost");
}

model::Report whole(const Json& json) {
  model::Report out;
  out.tool_version = json.at("tool").at("version");
  const auto& run = json.at("run");
  out.run_id = run.at("id");
  out.started_at = time_of(run.at("started_at"));
  out.finished_at = time_of(run.at("finished_at"));
  out.as_of = day_of(run.at("as_of")).value_or(text::Day());
  out.complete = run.at("complete");
  out.limits_hit = run.at("limits_hit").get<std::vector<string>>();
  const auto& rules = json.at("rulebook");
  out.rulebook_id = rules.at("id");
  out.fiscal_year = rules.at("fiscal_year");
  out.rulebook_revision = rules.at("revision");
  out.items = rules.at("items");
  out.provisional = rules.value("provisional", false);
  if (const auto one = rules.find("based_on"); one != rules.end() && one->is_number())
    out.based_on = one->get<int>();
  read_site(json.at("site"), out);
  for (const auto& one : json.at("items")) out.findings.push_back(finding(one));
  read_score(json.at("score"), out.score);
  return out;
}

}  // namespace

Result<model::Report> read_json(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    if (json.value("schema", "") != "oitcheck/report/1")
      return fail(ErrorCode::bad_argument, "this JSON is no oitcheck/report/1");
    return whole(json);
  } catch (const Json::exception& error) {
    return fail(ErrorCode::bad_argument, std::string("no report can be read: ") + error.what());
  }
}

}  // namespace oit::report
