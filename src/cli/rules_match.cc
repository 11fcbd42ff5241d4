#include "cli/rules_match.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <istream>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "match/item_namer.h"
#include "text/utf8.h"

namespace oit::cli {
namespace {

/// The line as it may be echoed: well-formed UTF-8, tabs as spaces, no line end.
std::string echo(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const auto read = text::read_char(line, at);
    text::append_char(out, read.c == U'\t' ? U' ' : read.c);
    at += read.size;
  }
  return out;
}

void match_lines(Context& context, const std::string& id) {
  const auto rulebook = open_rules(context, id);
  if (!rulebook) return;
  const match::TopicMatcher matcher(*rulebook);
  for (std::string line; std::getline(context.in, line);) {
    const auto label = echo(line);
    const auto named = match::name_item(*rulebook, matcher, label);
    context.out << label << '\t' << (named.item ? named.item->id : "-") << '\t'
                << fmt::format("{:.3f}", named.item ? named.score : 0.0) << '\n';
  }
}

}  // namespace

void add_rules_match(CLI::App& app, Context& context) {
  const auto id = std::make_shared<std::string>();
  add_rules_option(app, *id);
  app.callback([&context, id] { match_lines(context, *id); });
}

}  // namespace oit::cli
