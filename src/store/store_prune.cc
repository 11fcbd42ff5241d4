// What is old and serves nobody any longer.
#include "store/store.h"
#include "store/times.h"

namespace oit::store {
namespace {

/// Runs that hold the newest complete verdicts on some site.
constexpr std::string_view kNewest =
    "select run from (select s.run as run, row_number() over "
    "(partition by s.site order by r.started_at desc, r.id desc) as place "
    "from site_run s join run r on r.id = s.run where r.state = 'complete') newest "
    "where place = 1";

Result<std::size_t> count(Database& database, std::string_view sql, const std::string& before) {
  const auto rows = database.query(sql, {before});
  if (!rows) return pass_on(rows);
  return static_cast<std::size_t>(rows->front().integer(0));
}

Result<Pruned> find_old(Database& database, const std::string& before) {
  Pruned old;
  const auto runs = database.query(
      "select id from run where started_at < ?1 and state <> 'running' "
      "and id not in (" +
          std::string(kNewest) + ") order by started_at, id",
      {before});
  if (!runs) return pass_on(runs);
  for (const auto& row : *runs) old.runs.push_back(row.text(0));
  const auto answers = count(database, "select count(*) from answer where seen_at < ?1", before);
  if (!answers) return pass_on(answers);
  old.answers = *answers;
  const auto bodies = count(database,
                            "select count(*) from body where not exists (select 1 from answer "
                            "where answer.body = body.sha256 and answer.seen_at >= ?1)",
                            before);
  if (!bodies) return pass_on(bodies);
  old.bodies = *bodies;
  return old;
}

Result<bool> delete_old(Database& database, const Pruned& old, const std::string& before) {
  for (const auto& run : old.runs)
    if (const auto done = database.execute("delete from run where id = ?1", {run}); !done)
      return pass_on(done);
  const auto answers = database.execute("delete from answer where seen_at < ?1", {before});
  if (!answers) return pass_on(answers);
  const auto scans = database.execute("delete from recognised where seen_at < ?1", {before});
  if (!scans) return pass_on(scans);
  const auto bodies = database.execute(
      "delete from body where not exists (select 1 from answer where answer.body = body.sha256)");
  if (!bodies) return pass_on(bodies);
  return true;
}

}  // namespace

Result<Pruned> Store::prune(std::chrono::days keep, Time now, bool dry_run) {
  const auto before = write_time(now - keep);
  const std::lock_guard lock(mutex_);
  if (dry_run) return find_old(*database_, before);
  Pruned pruned;
  const auto done = database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto old = find_old(inside, before);
    if (!old) return pass_on(old);
    pruned = *old;
    return delete_old(inside, pruned, before);
  });
  if (!done) return pass_on(done);
  if (const auto compacted = database_->compact(); !compacted) return pass_on(compacted);
  return pruned;
}

}  // namespace oit::store
