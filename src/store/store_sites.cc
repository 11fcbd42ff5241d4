// What became of a site in a run.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/deflate.h"
#include "store/store.h"
#include "store/times.h"

namespace oit::store {
namespace {

using Json = nlohmann::json;
using Rows = std::vector<std::vector<Value>>;

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

std::string list_text(const std::vector<std::string>& list) {
  return Json(list).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string period_text(const model::Finding& finding) {
  if (!finding.found || !finding.found->span) return "";
  return write_day(finding.found->span->first) + '/' + write_day(finding.found->span->last);
}

std::string reason_of(const model::Finding& finding) {
  if (!finding.reasons.empty()) return finding.reasons.front().th;
  return finding.cause ? finding.cause->text.th : "";
}

std::vector<Value> site_values(const std::string& run, const std::string& site,
                               const model::Report& report, std::string_view report_json) {
  return {run,
          site,
          report.outcome,
          report.site_name,
          report.final_url,
          number(report.pages),
          number(report.documents),
          number(report.requests),
          number(report.bytes),
          write_time(report.started_at),
          write_time(report.finished_at),
          std::int64_t{report.complete ? 1 : 0},
          list_text(report.limits_hit),
          report.score.oit,
          report.score.oit_best,
          report.score.band,
          report.score.points_lost,
          Blob{deflate(report_json, Effort::small)},
          number(report_json.size())};
}

Rows item_rows(const std::string& run, const std::string& site, const model::Report& report) {
  Rows rows;
  for (const auto& finding : report.findings) {
    const bool decided = !finding.evidence.empty();
    rows.push_back({run, site, number(rows.size()), finding.id, finding.topic,
                    std::string(model::name_of(finding.status)), finding.confidence,
                    finding.cause ? finding.cause->code : "", finding.unit, period_text(finding),
                    finding.points, finding.wording, reason_of(finding),
                    decided ? finding.evidence.front().url : "",
                    decided ? finding.evidence.front().sha256 : ""});
  }
  return rows;
}

Rows evidence_rows(const std::string& run, const std::string& site, const model::Report& report) {
  Rows rows;
  for (const auto& finding : report.findings) {
    std::int64_t ordinal = 0;
    for (const auto& one : finding.evidence)
      rows.push_back({run, site, finding.id, ordinal++, one.url, one.title, one.kind, one.quote,
                      one.place, one.sha256, one.text_from,
                      one.fetched_at ? write_time(*one.fetched_at) : "", list_text(one.path)});
  }
  return rows;
}

Rows problem_rows(const std::string& run, const std::string& site, const model::Report& report) {
  Rows rows;
  for (const auto& one : report.problems)
    rows.push_back(
        {run, site, number(rows.size()), one.category, one.url, one.text.th, one.text.en});
  return rows;
}

/// Everything of a site, made before the transaction begins: others wait for its end.
struct SiteRows {
  std::vector<Value> site;
  Rows items, evidence, problems;
};

Result<bool> insert_details(Database& database, const SiteRows& rows) {
  const auto items = insert_rows(database,
                                 "item_run (run, site, ordinal, item, topic, status, confidence, "
                                 "cause, unit, period, points, wording, reason, url, sha256)",
                                 rows.items);
  if (!items) return pass_on(items);
  const auto evidence = insert_rows(database,
                                    "evidence (run, site, item, ordinal, url, title, kind, quote, "
                                    "place, sha256, text_from, fetched_at, path)",
                                    rows.evidence);
  if (!evidence) return pass_on(evidence);
  const auto problems =
      insert_rows(database, "problem (run, site, ordinal, category, url, th, en)", rows.problems);
  if (!problems) return pass_on(problems);
  return true;
}

}  // namespace

Result<bool> Store::save_site(const std::string& run, const std::string& site,
                              const model::Report& report, std::string_view report_json) {
  const SiteRows rows{site_values(run, site, report, report_json), item_rows(run, site, report),
                      evidence_rows(run, site, report), problem_rows(run, site, report)};
  const std::lock_guard lock(mutex_);
  return database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto there =
        inside.query("select 1 from run_site where run = ?1 and site = ?2", {run, site});
    if (!there) return pass_on(there);
    if (there->empty())
      return fail(ErrorCode::bad_argument,
                  fmt::format("{}: the run \"{}\" has no site \"{}\"", inside.name(), run, site));
    const auto saved = insert_rows(inside,
                                   "site_run (run, site, outcome, name, final_url, pages, "
                                   "documents, requests, bytes, started_at, finished_at, complete, "
                                   "limits, oit, oit_best, band, points_lost, report, report_size)",
                                   {rows.site}, "on conflict (run, site) do nothing");
    if (!saved) return pass_on(saved);
    if (*saved == 0) return false;
    if (const auto details = insert_details(inside, rows); !details) return details;
    return add_summary(inside, run, site);
  });
}

Result<std::string> Store::report_json(const std::string& run, const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select report, report_size from site_run where run = ?1 and site = ?2", {run, site});
  if (!rows) return pass_on(rows);
  if (rows->empty())
    return fail(ErrorCode::bad_argument,
                fmt::format("{}: the run \"{}\" has no report of \"{}\"", where(), run, site));
  const auto json =
      inflate(rows->front().bytes(0), static_cast<std::size_t>(rows->front().integer(1)));
  if (!json)
    return fail(ErrorCode::io, fmt::format("{}: the report of \"{}\" in run \"{}\" is damaged",
                                           where(), site, run));
  return *json;
}

}  // namespace oit::store
