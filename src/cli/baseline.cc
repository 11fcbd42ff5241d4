#include "cli/baseline.h"

#include <filesystem>
#include <map>
#include <memory>

#include "report/read_batch.h"
#include "scan/verdicts.h"

namespace oit::cli {
namespace {

Result<VerdictsOf> from_file(const std::string& path) {
  auto by_url = std::make_shared<std::map<std::string, std::vector<model::Verdict>>>();
  const auto read = report::read_reports(path, [&](const model::Report& report) {
    (*by_url)[report.seed_url] = scan::verdicts_of(report, {});
  });
  if (!read) return pass_on(read);
  return [by_url](const std::string&, const std::string& url) {
    const auto at = by_url->find(url);
    return at == by_url->end() ? std::vector<model::Verdict>() : at->second;
  };
}

}  // namespace

Result<VerdictsOf> open_baseline(const std::string& name, store::Store* store) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(name, ignored)) return from_file(name);
  if (store == nullptr)
    return fail(ErrorCode::bad_argument,
                "--baseline " + name + ": there is no such file; a run's name needs --db");
  const auto run = store->find_run(name);
  if (!run) return fail(ErrorCode::bad_argument, "--baseline " + name + ": " + run.error().message);
  return [store, id = run->id](const std::string& site, const std::string&) {
    auto verdicts = store->verdicts(id, site);
    return verdicts ? std::move(*verdicts) : std::vector<model::Verdict>();
  };
}

}  // namespace oit::cli
