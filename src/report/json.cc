#include "report/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "report/clean.h"
#include "report/notice.h"
#include "report/words.h"

namespace oit::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

Json rounded(double value, double unit) { return std::round(value * unit) / unit; }
Json two_places(double value) { return rounded(value, 100); }
Json four_places(double value) { return rounded(value, 10'000); }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json local(const model::LocalText& text) { return {{"th", text.th}, {"en", pick(Lang::en, text)}}; }

Json tool(const std::string& version) { return {{"name", "oitcheck"}, {"version", version}}; }

Json rulebook(const std::string& id, int fiscal_year, const std::string& revision,
              std::size_t items, bool provisional, int based_on) {
  return {{"id", id},
          {"fiscal_year", fiscal_year},
          {"revision", revision},
          {"items", items},
          {"provisional", provisional},
          {"based_on", based_on == 0 ? Json(nullptr) : Json(based_on)}};
}

Json basis_of(model::Basis basis) {
  return basis == model::Basis::unstated ? Json(nullptr) : Json(model::name_of(basis));
}

/// What the item's rule stands on; null where the rules do not say.
Json basis(const model::Finding& finding) {
  if (finding.basis == model::Basis::unstated) return nullptr;
  return {
      {"code", model::name_of(finding.basis)},         {"th", basis_text(finding.basis, Lang::th)},
      {"en", basis_text(finding.basis, Lang::en)},     {"note_th", finding.basis_note.th},
      {"note_en", pick(Lang::en, finding.basis_note)}, {"warns", finding.warns}};
}

Json run(const model::Report& report) {
  return {{"id", report.run_id},
          {"started_at", iso_time(report.started_at)},
          {"finished_at", iso_time(report.finished_at)},
          {"as_of", iso_day(report.as_of)},
          {"complete", report.complete},
          {"limits_hit", report.limits_hit}};
}

Json problem(const model::SiteProblem& one) {
  return {{"category", one.category},
          {"url", one.url},
          {"th", one.text.th},
          {"en", pick(Lang::en, one.text)}};
}

Json site(const model::Report& report) {
  Json problems = Json::array();
  for (const auto& name : report.notices) problems.push_back(problem(notice(name, report)));
  for (const auto& one : report.problems) problems.push_back(problem(one));
  Json features = Json::array();
  for (const auto& one : report.features)
    if (one.found || is_checked(report))  // "not found" would be a claim
      features.push_back({{"id", one.id}, {"found", one.found}, {"url", or_null(one.url)}});
  return {{"url", report.seed_url},
          {"final_url", report.final_url},
          {"name", report.site_name},
          {"agency_type", report.agency_type},
          {"outcome", report.outcome},
          {"pages", report.pages},
          {"documents", report.documents},
          {"requests", report.requests},
          {"bytes", report.bytes},
          {"coverage", {{"read", report.coverage_read}, {"waiting", report.coverage_waiting}}},
          {"problems", std::move(problems)},
          {"features", std::move(features)}};
}

Json period(const model::ReportPeriod& one) {
  Json out;
  out["code"] = one.code;
  out["fy"] = one.fiscal_year == 0 ? Json(nullptr) : Json(one.fiscal_year);
  out["from"] = one.span ? Json(iso_day(one.span->first)) : Json(nullptr);
  out["to"] = one.span ? Json(iso_day(one.span->last)) : Json(nullptr);
  return out;
}

/// Adds the English of `text` as `name`; where there is none, nothing.
void add_english(Json& out, const char* name, const model::LocalText& text) {
  if (!text.en.empty()) out[name] = text.en;
}

Json periods(const model::Finding& finding) {
  Json conflicts = Json::array(), english = Json::array();
  for (const auto& conflict : finding.conflicts) {
    conflicts.push_back(conflict.th);
    english.push_back(pick(Lang::en, conflict));
  }
  Json out;
  out["required"] = finding.required.code.empty() ? Json(nullptr) : period(finding.required);
  out["found"] = finding.found ? period(*finding.found) : Json(nullptr);
  out["read_from"] = or_null(finding.read_from);
  out["conflicts"] = std::move(conflicts);
  if (!english.empty()) out["conflicts_en"] = std::move(english);
  return out;
}

Json cause(const std::optional<model::Cause>& one) {
  if (!one) return nullptr;
  Json out = {{"code", one->code},
              {"th", one->text.th},
              {"en", pick(Lang::en, one->text)},
              {"who", one->who.th}};
  add_english(out, "who_en", one->who);
  return out;
}

Json component(const model::ComponentResult& one) {
  Json out = {{"id", one.id}, {"th", one.name.th}};
  add_english(out, "en", one.name);
  if (one.advised) out["advised"] = true;
  out["met"] = one.met ? Json(*one.met) : Json(nullptr);
  out["quote"] = one.quote;
  out["basis"] = basis_of(one.basis);
  return out;
}

Json near_miss(const model::NearMiss& one) {
  Json out = {{"url", one.url}, {"label", one.label}, {"why", one.why.th}};
  add_english(out, "why_en", one.why);
  return out;
}

Json evidence(const model::Evidence& one) {
  return {{"url", one.url},
          {"title", one.title},
          {"path", one.path},
          {"kind", one.kind},
          {"quote", one.quote},
          {"place", one.place},
          {"fetched_at", one.fetched_at ? Json(iso_time(*one.fetched_at)) : Json(nullptr)},
          {"sha256", or_null(one.sha256)},
          {"text_from", one.text_from.empty() ? "none" : one.text_from}};
}

Json submitted(const std::optional<model::Submitted>& one) {
  if (!one) return nullptr;
  Json out = {{"url", one->url}, {"status", model::name_of(one->status)}, {"why", one->why.th}};
  add_english(out, "why_en", one->why);
  out["reachable_from_home"] = one->reachable_from_home;
  return out;
}

Json waiver(const std::optional<model::Waiver>& one) {
  if (!one) return nullptr;
  return {{"reason", one->reason}, {"owner", one->owner}, {"until", iso_day(one->until)}};
}

template <class T, class Draw>
Json array_of(const std::vector<T>& values, Draw draw) {
  Json out = Json::array();
  for (const auto& value : values) out.push_back(draw(value));
  return out;
}

Json item(const model::Finding& finding) {
  Json out;
  out["id"] = finding.id;
  out["topic"] = finding.topic;
  out["title"] = finding.title.th;
  add_english(out, "title_en", finding.title);
  out["indicator"] = finding.indicator;
  out["sub_indicator"] = finding.sub_indicator;
  out["status"] = model::name_of(finding.status);
  out["confidence"] = two_places(finding.confidence);
  out["cause"] = cause(finding.cause);
  out["wording"] = finding.wording.empty() ? "none" : finding.wording;
  out["period"] = periods(finding);
  out["components"] = array_of(finding.components, component);
  out["evidence"] = array_of(finding.evidence, evidence);
  out["submitted"] = submitted(finding.submitted);
  out["near_misses"] = array_of(finding.near_misses, near_miss);
  out["reasons"] = array_of(finding.reasons, local);
  out["unit"] = {{"role", finding.role}, {"name", finding.unit}};
  out["action"] = local(finding.action);
  out["due"] = finding.due ? Json(iso_day(*finding.due)) : Json(nullptr);
  out["points"] = four_places(finding.points);
  out["waiver"] = waiver(finding.waiver);
  out["basis"] = basis(finding);
  return out;
}

Json scores(const std::map<std::string, double>& values) {
  Json out = Json::array();
  for (const auto& [id, value] : in_number_order(values))
    out.push_back({{"id", id}, {"score", two_places(value)}});
  return out;
}

Json score(const model::Score& one) {
  return {{"oit", two_places(one.oit)},
          {"oit_best", two_places(one.oit_best)},
          {"if_fixed", two_places(one.if_fixed)},
          {"band", one.band},
          {"level", one.level.th.empty() ? Json(nullptr) : local(one.level)},
          {"open", one.open},
          {"given", one.given},
          {"indicators", scores(one.indicators)},
          {"sub_indicators", scores(one.sub_indicators)},
          {"points_lost", four_places(one.points_lost)}};
}

Json whole(const model::Report& raw) {
  const auto report = clean(raw);
  Json out;
  out["schema"] = "oitcheck/report/1";
  out["tool"] = tool(report.tool_version);
  out["run"] = run(report);
  out["rulebook"] = rulebook(report.rulebook_id, report.fiscal_year, report.rulebook_revision,
                             report.items, report.provisional, report.based_on);
  out["site"] = site(report);
  out["items"] = array_of(report.findings, item);
  out["score"] = score(report.score);
  return out;
}

/// clean() lets only well-formed UTF-8 through; what is not the site's is still checked here.
std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string write_json(const model::Report& report) { return dump(whole(report), kIndent) + '\n'; }

std::string write_json_line(const model::Report& report) { return dump(whole(report), -1) + '\n'; }

std::string write_batch_head(const BatchHead& head) {
  Json run;
  run["id"] = head.run_id;
  run["started_at"] = iso_time(head.started_at);
  run["finished_at"] = nullptr;  // told by "end"
  run["as_of"] = iso_day(head.as_of);
  run["complete"] = nullptr;
  run["limits_hit"] = Json::array();
  const auto rules = rulebook(head.rulebook_id, head.fiscal_year, head.rulebook_revision,
                              head.items, head.provisional, head.based_on);
  return "{\"schema\":\"oitcheck/batch/1\",\n\"tool\":" + dump(tool(head.tool_version), -1) +
         ",\n\"run\":" + dump(run, -1) + ",\n\"rulebook\":" + dump(rules, -1) + ",\n\"sites\":[";
}

std::string write_batch_entry(const BatchEntry& entry, bool is_first) {
  Json out;
  out["requested"] = clean_address(entry.requested);
  out["id"] = entry.id;
  out["outcome"] = entry.outcome;
  out["error"] = or_null(entry.error);
  std::string text = dump(out, -1);
  text.pop_back();  // the report is JSON already
  auto report = entry.report;
  while (report.ends_with('\n')) report.remove_suffix(1);
  text += ",\"report\":";
  text += report.empty() ? "null" : report;
  return (is_first ? "\n" : ",\n") + text + '}';
}

std::string write_batch_end(const BatchEnd& end) {
  const Json out = {
      {"finished_at", iso_time(end.finished_at)}, {"complete", end.complete}, {"sites", end.sites}};
  return "\n],\n\"end\":" + dump(out, -1) + "}\n";
}

}  // namespace oit::report
