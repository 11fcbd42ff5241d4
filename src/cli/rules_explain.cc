#include "cli/rules_explain.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <set>

#include "cli/open_rules.h"
#include "match/item_namer.h"
#include "text/width.h"

namespace oit::cli {
namespace {

constexpr std::size_t kMostParts = 12;  // further phrases are shorter and change nothing

struct Options {
  std::string rules, label, language = "th";
};

void print_parts(std::ostream& out, const match::Explanation& why) {
  if (why.parts.empty()) return;
  out << "\nphrases, longest first:\n";
  std::set<std::string> told;
  for (const auto& part : why.parts) {
    if (told.size() == kMostParts && !part.wins) continue;
    auto line = fmt::format("  {} {:>3}  {} → {} ({})",
                            part.wins     ? "*"
                            : part.counts ? " "
                                          : "x",
                            part.length, part.phrase, part.topic, part.kind);
    if (told.insert(line).second) out << line << '\n';
  }
  out << "  (* wins, x does not count: silenced by a look-alike, or a look-alike out of place)\n";
}

void explain(Context& context, const Options& options) {
  const auto rulebook = open_rules(context, options.rules);
  if (!rulebook) return;
  const match::TopicMatcher matcher(*rulebook);
  const auto why = matcher.explain(options.label);
  const auto named = match::name_item(*rulebook, matcher, options.label);
  auto& out = context.out;
  out << text::printable(options.label) << '\n';
  if (why.topics.empty()) out << "  names no subject\n";
  for (const auto& hit : why.topics) {
    const auto& topic = rulebook->topics[hit.topic];
    out << fmt::format("  → {} — {} ({}, {} letters)\n", topic.id,
                       in_language(topic.title, options.language),
                       hit.prescribed ? "official name" : "lead", hit.length);
  }
  if (!why.topics.empty())
    out << (named.item ? fmt::format("  {}: {}, score {:.2f}\n", rulebook->year.id, named.item->id,
                                     named.score)
                       : fmt::format("  {}: no number\n", rulebook->year.id));
  if (why.approximate) out << "  read with gaps: no phrase stands in the label as it is written\n";
  if (matcher.reads_like_news(options.label)) out << "  reads like a news headline\n";
  print_parts(out, why);
}

}  // namespace

void add_rules_explain(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("label", options->label, "The words of a link, row or heading")->required();
  add_rules_option(app, options->rules);
  add_language_option(app, options->language);
  app.callback([&context, options] { explain(context, *options); });
}

}  // namespace oit::cli
