#include "store/migrations.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <span>

#include "store/run_columns.h"
#include "store/summary.h"
#include "store/times.h"

namespace oit::store {
namespace {

/// Runs, their inventories, and what became of each site.
constexpr std::array kRuns = {
    R"(create table run (
      id text not null primary key, started_at text not null, finished_at text not null,
      as_of text not null, state text not null, rulebook_id text not null,
      rulebook_revision text not null, tool_version text not null, options text not null))",
    R"(create table run_site (
      run text not null references run (id) on delete cascade, position bigint not null,
      site text not null, requested text not null, url text not null, name text not null,
      agency_type text not null, province text not null, district text not null,
      tags text not null, entry text not null,
      primary key (run, site), unique (run, position)))",
    "create index run_site_by_site on run_site (site)",
    R"(create table site_run (
      run text not null, site text not null, outcome text not null, name text not null,
      final_url text not null, pages bigint not null, documents bigint not null,
      requests bigint not null, bytes bigint not null, started_at text not null,
      finished_at text not null, complete bigint not null, limits text not null,
      oit double precision not null, oit_best double precision not null, band text not null,
      points_lost double precision not null, report blob not null, report_size bigint not null,
      primary key (run, site),
      foreign key (run, site) references run_site (run, site) on delete cascade))",
    R"(create table item_run (
      run text not null, site text not null, ordinal bigint not null, item text not null,
      topic text not null, status text not null, confidence double precision not null,
      cause text not null, unit text not null, period text not null,
      points double precision not null, wording text not null, reason text not null,
      url text not null, sha256 text not null,
      primary key (run, site, ordinal),
      foreign key (run, site) references site_run (run, site) on delete cascade))",
    "create index item_run_by_site on item_run (site)",
    R"(create table evidence (
      run text not null, site text not null, item text not null, ordinal bigint not null,
      url text not null, title text not null, kind text not null, quote text not null,
      place text not null, sha256 text not null, text_from text not null,
      fetched_at text not null, path text not null,
      primary key (run, site, item, ordinal),
      foreign key (run, site) references site_run (run, site) on delete cascade))",
    R"(create table problem (
      run text not null, site text not null, ordinal bigint not null, category text not null,
      url text not null, th text not null, en text not null,
      primary key (run, site, ordinal),
      foreign key (run, site) references site_run (run, site) on delete cascade))",
};

/// What servers said; equal bodies are kept once, whoever sent them. An answer refers to its body
/// without a constraint: a body that is gone only means that the page is asked for anew.
constexpr std::array kAnswers = {
    R"(create table body (
      sha256 text not null primary key, kind text not null, size bigint not null,
      bytes blob not null))",
    R"(create table answer (
      site text not null, url text not null, final_url text not null, redirects text not null,
      status bigint not null, content_type text not null, charset text not null,
      file_name text not null, etag text not null, last_modified text not null,
      sha256 text not null, size bigint not null, fetched_at text not null,
      seen_at text not null, rulebook_revision text not null, tool_version text not null,
      body text not null, primary key (site, url)))",
    "create index answer_by_body on answer (body)",
};

/// Who was told what.
constexpr std::array kDeliveries = {
    R"(create table delivery (
      run text not null references run (id) on delete cascade, previous text not null,
      recipient text not null, digest_hash text not null, state text not null,
      tries bigint not null, last_error text not null, noted_at text not null,
      primary key (run, previous, recipient)))",
};

/// What OCR read on the pages of files, whoever published them.
constexpr std::array kRecognised = {
    R"(create table recognised (
      sha256 text not null, page bigint not null, tool_version text not null,
      size bigint not null, bytes blob not null, seen_at text not null,
      primary key (sha256, page)))",
};

/// What lists show: one narrow row a site and run, and counts by district, type and tag, so that no
/// page reads the verdicts of a whole province. Filled as each site is saved (see add_summary).
constexpr std::array kSummaries = {
    R"(create table site_summary (
      run text not null references run (id) on delete cascade, position bigint not null,
      site text not null, name text not null, url text not null, agency_type text not null,
      province text not null, district text not null, tags text not null, outcome text not null,
      oit double precision not null, oit_best double precision not null,
      points_lost double precision not null, finished_at text not null, statuses text not null,
      primary key (run, position)))",
    "create index site_summary_by_site on site_summary (site, finished_at)",
    R"(create table run_group (
      run text not null references run (id) on delete cascade, kind text not null,
      value text not null, sites bigint not null, failed bigint not null,
      oit double precision not null, published bigint not null, incomplete bigint not null,
      stale bigint not null, broken bigint not null, missing bigint not null,
      not_due bigint not null, unverified bigint not null, primary key (run, kind, value)))",
    "create index run_group_by_value on run_group (kind, value)",
};
constexpr int kSummariesStep = 5;

/// What a trend over filtered sites is counted from (see run_columns.h). Filled as each run ends.
constexpr std::array kColumns = {
    R"(create table run_column (
      kind text not null, value text not null,
      run text not null references run (id) on delete cascade, bytes blob not null,
      primary key (kind, value, run)))",
    "create index run_column_by_run on run_column (run)",
};
constexpr int kColumnsStep = 6;

constexpr std::array<std::span<const char* const>, 6> kSteps = {
    kRuns, kAnswers, kDeliveries, kRecognised, kSummaries, kColumns};

/// The version the schema has; 0 of an empty database.
Result<int> version_of(Database& database) {
  const auto rows = database.query("select coalesce(max(version), 0) from schema_version");
  if (!rows) return pass_on(rows);
  return static_cast<int>(rows->front().integer(0));
}

Result<bool> prepare(Database& database) {
  return database.in_transaction([](Database& inside) -> Result<bool> {
    if (const auto locked = inside.lock_schema(); !locked) return locked;
    const auto made = inside.execute(
        "create table if not exists schema_version "
        "(version bigint not null primary key, applied_at text not null)");
    if (!made) return pass_on(made);
    return true;
  });
}

/// The step to `version`, unless another process took it meanwhile.
Result<bool> step(Database& database, int version) {
  return database.in_transaction([version](Database& inside) -> Result<bool> {
    if (const auto locked = inside.lock_schema(); !locked) return locked;
    const auto now = version_of(inside);
    if (!now) return pass_on(now);
    if (*now >= version) return true;
    for (const char* sql : kSteps[static_cast<std::size_t>(version) - 1])
      if (const auto done = inside.execute(sql); !done) return pass_on(done);
    if (version == kSummariesStep)
      if (const auto filled = add_all_summaries(inside); !filled) return filled;
    if (version == kColumnsStep)
      if (const auto filled = keep_all_columns(inside); !filled) return filled;
    const auto noted =
        inside.execute("insert into schema_version (version, applied_at) values (?1, ?2)",
                       {std::int64_t{version}, write_time(std::chrono::system_clock::now())});
    if (!noted) return pass_on(noted);
    return true;
  });
}

}  // namespace

int newest_schema() { return static_cast<int>(kSteps.size()); }

Result<bool> migrate(Database& database, int version) {
  // Looked at first: a database that is up to date need not be writable.
  auto now = version_of(database);
  if (!now) {
    if (const auto ready = prepare(database); !ready) return ready;
    now = version_of(database);
    if (!now) return pass_on(now);
  }
  if (*now > newest_schema())
    return fail(ErrorCode::io,
                fmt::format("{}: was written by a newer oitcheck (schema {}, this one knows {}); "
                            "use that version or another --db",
                            database.name(), *now, newest_schema()));
  for (int next = *now + 1; next <= version; ++next)
    if (const auto done = step(database, next); !done) return done;
  return true;
}

}  // namespace oit::store
