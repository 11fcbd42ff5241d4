#include "cli/notify.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/output_plan.h"
#include "cli/stop.h"
#include "cli/telling.h"
#include "scan/run_file.h"

namespace oit::cli {
namespace {

struct Options {
  std::string config, where, run = "last", previous;
};

Result<bool> tell(Context& context, const Options& options) {
  const auto settings = notify::read_settings(options.config);
  if (!settings) return pass_on(settings);
  std::string where = options.where;
  if (where.empty()) {
    const auto file = scan::read_run_file(options.config);
    if (!file) return pass_on(file);
    where = file->db;
  }
  if (where.empty())
    return fail(ErrorCode::bad_argument,
                "no database is named; give --db WHERE, or db in [scan] of the configuration");
  auto store = store::Store::open(where);
  if (!store) return pass_on(store);
  const auto run = (*store)->find_run(options.run);
  if (!run) return pass_on(run);
  std::string previous;
  if (!options.previous.empty()) {
    const auto before = (*store)->find_run(options.previous);
    if (!before) return pass_on(before);
    previous = before->id;
  }
  watch_signals();
  const auto missed = tell_people(context, **store, *settings, *run, previous);
  if (!missed) return pass_on(missed);
  if (*missed > 0) exit_with(context, Exit::failure);
  return true;
}

}  // namespace

void add_notify(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("RUN", options->run, "The run to tell of; default: the last one");
  app.add_option("PREVIOUS", options->previous,
                 "The run to compare with; default: the complete one before");
  app.add_option("--config", options->config, "Who is told what, and how")
      ->required()
      ->type_name("FILE.toml");
  app.add_option("--db", options->where, "The database; default: db in [scan] of the configuration")
      ->type_name("WHERE")
      ->envname("OITCHECK_DB");
  app.callback([options, &context] {
    if (const auto told = tell(context, *options); !told) complain(context, told.error());
    if (stop_signal() != 0) context.exit = 128 + stop_signal();
  });
}

}  // namespace oit::cli
