#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rulebook/readers.h"

namespace oit::rulebook {
namespace {

constexpr std::array<std::string_view, 4> kForms = {"status", "results7", "results6", "measures"};
constexpr std::size_t kPosts = 4;  // places for signatures in a memo
constexpr int kMonths = 12;

std::vector<int> read_rounds(Fields& fields) {
  std::vector<int> out;
  const auto* list = fields.find("rounds");
  if (list == nullptr) return out;
  for (const Node& one : list->entries) {
    const bool is_month = one.kind == Node::Kind::integer && one.number >= 1 &&
                          one.number <= kMonths && one.number > (out.empty() ? 0 : out.back());
    if (!is_month) {
      fields.note("rounds", "expected months from 1 to 12, each later than the one before");
      return out;
    }
    out.push_back(static_cast<int>(one.number));
  }
  if (out.empty()) fields.note("rounds", "expected a list of months");
  return out;
}

model::PaperMeasure read_measure(const Node& table, const std::vector<std::string>& topics,
                                 const std::vector<model::Survey>& surveys, Problems& problems) {
  Fields fields(table, problems);
  model::PaperMeasure out;
  out.form = fields.one_of("form", kForms);
  if (out.form == "status") {
    out.instrument = fields.text("instrument");
    if (std::ranges::find(surveys, out.instrument, &model::Survey::instrument) == surveys.end())
      fields.note("instrument", fmt::format("\"{}\" is no survey", out.instrument));
  }
  out.name = fields.text("name");
  out.guideline = fields.optional_text("guideline");
  out.steps = fields.some_texts("steps");
  out.topics = fields.texts("topics");
  for (const auto& topic : out.topics)
    if (!std::ranges::binary_search(topics, topic))
      fields.note("topics", fmt::format("there is no topic \"{}\"", topic));
  out.rounds = read_rounds(fields);
  out.feature = fields.optional_text("feature");
  if (!out.feature.empty()) {
    out.outcome = fields.text("outcome");
    out.advice = fields.text("advice");
  }
  out.channels = fields.optional_truth("channels", false);
  fields.finish();
  return out;
}

}  // namespace

model::PaperRules read_papers(const Node& file, const std::vector<std::string>& topics,
                              Problems& problems) {
  Fields fields(file, problems);
  model::PaperRules out;
  out.pass_mark = fields.number("pass_mark", 0, 100);
  out.strength_mark = fields.number("strength_mark", 0, 100);
  out.method = fields.text("method");
  for (const Node& table : fields.tables("survey")) {
    Fields own(table, problems);
    out.surveys.push_back(
        {own.text("instrument"), own.text("question"), own.some_texts("indicators")});
    own.finish();
  }
  for (const Node& table : fields.tables("chain")) {
    Fields own(table, problems);
    out.chains.push_back({own.id("agency_type"), own.some_texts("posts")});
    if (out.chains.back().posts.size() != kPosts)
      own.note("posts", fmt::format("expected {} posts", kPosts));
    own.finish();
  }
  for (const Node& table : fields.tables("measure"))
    out.measures.push_back(read_measure(table, topics, out.surveys, problems));
  fields.finish();
  return out;
}

}  // namespace oit::rulebook
