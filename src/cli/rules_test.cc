#include "cli/rules_test.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "rulebook/lint.h"
#include "rulebook/load.h"
#include "text/width.h"

namespace oit::cli {
namespace {

std::string expectation(const rulebook::SampleFailure& failure) {
  if (failure.sample->matches) return failure.topic->id;
  if (!failure.sample->is.empty()) return failure.sample->is;
  return "not " + failure.topic->id;
}

/// Whether all samples pass under the rulebook `id`.
void test_one(Context& context, const std::string& id) {
  const auto rulebook = open_rules(context, id);
  if (!rulebook) return;
  const match::TopicMatcher matcher(*rulebook);
  std::size_t samples = 0;
  for (const auto& topic : rulebook->topics) samples += topic.samples.size();
  const auto failures = rulebook::run_samples(*rulebook, matcher);
  for (const auto& failure : failures)
    context.out << fmt::format("topics/{}.toml: \"{}\": expected {}, found {}\n", failure.topic->id,
                               text::printable(failure.sample->label), expectation(failure),
                               failure.found);
  context.out << fmt::format("{}: {} samples of {} topics, {} fail\n", rulebook->year.id, samples,
                             rulebook->topics.size(), failures.size());
  if (!failures.empty()) exit_with(context, Exit::attention);
}

void test(Context& context, const std::string& id) {
  if (!id.empty() && id != "all") return test_one(context, id);
  const auto folder = rulebook::find_rules();
  if (!folder) return refuse(context, folder.error().message);
  const auto years = rulebook::list_years(*folder);
  if (!years) return refuse(context, years.error().message);
  for (const auto& year : *years) test_one(context, year);
}

}  // namespace

void add_rules_test(CLI::App& app, Context& context) {
  const auto id = std::make_shared<std::string>();
  add_rules_option(app, *id);
  app.get_option("--rules")->type_name("ID|FILE|all");
  app.callback([&context, id] { test(context, *id); });
}

}  // namespace oit::cli
