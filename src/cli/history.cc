#include "cli/history.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/item_id.h"
#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "report/words.h"
#include "store/timeline.h"
#include "store/write_json.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string where, site, item, language = "th";
  bool json = false;
};

/// The site as the newest run that has it knows it.
Result<store::SiteRow> newest_row(store::Store& store, const std::string& site) {
  const auto runs = store.runs();
  if (!runs) return pass_on(runs);
  for (const auto& run : *runs) {
    const auto rows = store.sites_of(run.id);
    if (!rows) return pass_on(rows);
    const auto row = std::ranges::find(*rows, site, &store::SiteRow::id);
    if (row != rows->end()) return *row;
  }
  store::SiteRow row;
  row.id = site;
  return row;
}

/// Only the item asked for, in whatever form its number is written. False when there is none.
bool keep_item(Context& context, std::vector<store::Timeline>& timelines,
               const std::string& asked) {
  if (asked.empty()) return true;
  const auto id = item_id(asked);
  std::string known;
  for (const auto& one : timelines) known += (known.empty() ? "" : ", ") + one.item;
  std::erase_if(timelines, [&](const store::Timeline& one) { return one.item != id; });
  if (timelines.empty())
    refuse(context, "the site has no item \"" + asked + "\"; there are " +
                        (known.empty() ? "none yet" : known));
  return !timelines.empty();
}

void print_timeline(std::ostream& out, const store::Timeline& timeline, report::Lang lang) {
  constexpr std::size_t kDate = 22, kStatus = 18;
  out << '\n' << text::printable(timeline.item) << ' ' << text::printable(timeline.topic) << '\n';
  for (const auto& step : timeline.steps) {
    auto status = std::string(report::status_text(step.status, lang));
    if (step.item != timeline.item) status += " (" + step.item + ")";
    out << "  " << text::pad_to(report::minute_text(step.at, lang), kDate) << "  "
        << (step.url.empty()
                ? text::printable(status)
                : text::pad_to(text::printable(status), kStatus) + ' ' + text::printable(step.url))
        << '\n';
  }
}

void tell_history(Context& context, const Options& options) {
  const auto store = open_store(context, options.where);
  if (!store) return;
  const auto site = pick_site(context, *store, options.site);
  if (!site) return;
  const auto row = newest_row(*store, *site);
  if (!row) return tell(context, row.error());
  const auto history = store->history(*site);
  if (!history) return tell(context, history.error());
  auto timelines = store::timelines(*history);
  if (!keep_item(context, timelines, options.item)) return;
  if (options.json) {
    context.out << store::write_history_json(*row, timelines);
    return;
  }
  const auto lang = language_of(options.language);
  context.out << text::printable(row->name.empty() ? row->id : row->name) << " · "
              << text::printable(row->url) << '\n';
  if (timelines.empty())
    context.out << report::pick(lang, "ยังไม่มีผลการตรวจ\n", "no run has come to it yet\n");
  for (const auto& timeline : timelines) print_timeline(context.out, timeline, lang);
}

}  // namespace

void add_history(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("SITE", options->site, "A site: its id or its address")->required();
  add_store_option(app, options->where);
  app.add_option("--item", options->item, "Only this item, such as O12");
  app.add_flag("--json", options->json, "For programs: oitcheck/history/1");
  add_language_option(app, options->language);
  app.callback([&context, options] { tell_history(context, *options); });
}

}  // namespace oit::cli
