#include "cli/diff.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>

#include "base/clock.h"
#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "report/words.h"
#include "store/write_json.h"
#include "text/width.h"

namespace oit::cli {
namespace {

using model::ChangeKind;

struct Options {
  std::string where, site, language = "th";
  std::vector<std::string> runs;
  bool json = false, all = false;
};

/// The runs to compare; no `before` when a first run has none yet.
struct Pair {
  std::optional<store::Run> before;
  store::Run after;
};

Result<Pair> newest_pair(store::Store& store) {
  const auto after = store.find_run("last-complete");
  if (!after) return pass_on(after);
  const auto runs = store.runs();
  if (!runs) return pass_on(runs);
  Pair pair{std::nullopt, *after};
  auto run = std::ranges::find(*runs, after->id, &store::Run::id);
  run = std::find_if(run + 1, runs->end(),
                     [](const store::Run& one) { return one.state == store::RunState::complete; });
  if (run != runs->end()) pair.before = *run;
  return pair;
}

Result<Pair> find_pair(store::Store& store, const std::vector<std::string>& names) {
  if (names.empty()) return newest_pair(store);
  if (names.size() != 2)
    return fail(ErrorCode::bad_argument,
                "give two runs to compare, the earlier one first, or none");
  const auto before = store.find_run(names[0]);
  if (!before) return pass_on(before);
  const auto after = store.find_run(names[1]);
  if (!after) return pass_on(after);
  return Pair{*before, *after};
}

/// What says little of the office's work: only with --all.
bool is_minor(ChangeKind kind) {
  return kind == ChangeKind::out_of_sight || kind == ChangeKind::in_sight ||
         kind == ChangeKind::file_replaced;
}

bool is_improvement(ChangeKind kind) {
  return kind == ChangeKind::appeared || kind == ChangeKind::repaired;
}

/// Worse, better, and the rest.
int rank_of(ChangeKind kind) {
  return model::is_regression(kind) ? 0 : is_improvement(kind) ? 1 : 2;
}

std::string kind_text(ChangeKind kind, report::Lang lang) {
  std::string name(lang == report::Lang::th ? model::thai_of(kind) : model::name_of(kind));
  std::ranges::replace(name, '_', ' ');
  return name;
}

void print_change(std::ostream& out, const model::Change& change, report::Lang lang) {
  constexpr std::string_view kSigns[] = {"✗", "✓", "·"};
  out << fmt::format("  {} {} {}: {} → {}", kSigns[rank_of(change.kind)],
                     text::printable(change.item), kind_text(change.kind, lang),
                     report::status_text(change.before, lang),
                     report::status_text(change.after, lang));
  if (!change.unit.empty()) out << " · " << text::printable(change.unit);
  out << '\n';
  if (!change.reason.empty() && change.after != model::Status::published)
    out << "      " << text::printable(change.reason) << '\n';
  if (!change.url_before.empty() && change.url_before != change.url_after)
    out << "      " << report::pick(lang, "เดิม ", "was ") << text::printable(change.url_before)
        << '\n';
  if (!change.url_after.empty()) out << "      " << text::printable(change.url_after) << '\n';
}

std::string run_text(const store::Run& run, report::Lang lang) {
  auto text = fmt::format("{} ({})", text::printable(run.id),
                          report::day_text(bangkok_day(run.started_at), lang));
  if (run.state != store::RunState::complete)
    text += report::pick(lang, " ซึ่งตรวจไม่ครบ", ", not complete");
  return text;
}

void print_sites(std::ostream& out, const std::vector<store::SiteRow>& sites,
                 const std::vector<model::Change>& changes, report::Lang lang) {
  const std::string* site = nullptr;
  for (const auto& change : changes) {
    if (site == nullptr || *site != change.site) {
      const auto row = std::ranges::find(sites, change.site, &store::SiteRow::id);
      out << '\n';
      if (row != sites.end() && !row->name.empty()) out << text::printable(row->name) << " · ";
      out << text::printable(change.site) << '\n';
    }
    site = &change.site;
    print_change(out, change, lang);
  }
}

void print_counts(std::ostream& out, const std::vector<model::Change>& shown, std::size_t hidden,
                  report::Lang lang) {
  const auto count = [&](int rank) {
    return std::ranges::count(shown, rank, [](const auto& one) { return rank_of(one.kind); });
  };
  out << (lang == report::Lang::th
              ? fmt::format("\nแย่ลง {} · ดีขึ้น {} · อื่น ๆ {}", count(0), count(1), count(2))
              : fmt::format("\nworse {} · better {} · other {}", count(0), count(1), count(2)));
  if (hidden != 0)
    out << (lang == report::Lang::th ? fmt::format(" · ไม่ได้แสดง {} (ใช้ --all)", hidden)
                                     : fmt::format(" · not shown {} (--all)", hidden));
  out << '\n';
}

void print(Context& context, const Options& options, const Pair& pair,
           const std::vector<store::SiteRow>& sites, std::vector<model::Change> changes) {
  const auto lang = language_of(options.language);
  if (!pair.before) {
    context.out << report::pick(lang, "มีการตรวจที่เสร็จสิ้นเพียงรอบเดียว ยังเปรียบเทียบไม่ได้: ",
                                "only one run is complete, nothing to compare with: ")
                << run_text(pair.after, lang) << '\n';
    return;
  }
  context.out << run_text(*pair.before, lang) << " → " << run_text(pair.after, lang) << '\n';
  const auto all = changes.size();
  if (!options.all)
    std::erase_if(changes, [](const model::Change& change) { return is_minor(change.kind); });
  print_sites(context.out, sites, changes, lang);
  print_counts(context.out, changes, all - changes.size(), lang);
}

/// The worse first within each site; sites stay in the inventory's order.
void sort_in_sites(std::vector<model::Change>& changes) {
  for (auto first = changes.begin(); first != changes.end();) {
    const auto last = std::find_if(
        first, changes.end(), [&](const model::Change& one) { return one.site != first->site; });
    std::stable_sort(first, last, [](const model::Change& a, const model::Change& b) {
      return rank_of(a.kind) < rank_of(b.kind);
    });
    first = last;
  }
}

void compare_runs(Context& context, const Options& options) {
  const auto store = open_store(context, options.where);
  if (!store) return;
  const auto pair = find_pair(*store, options.runs);
  if (!pair) return tell(context, pair.error());
  std::string site;
  if (!options.site.empty()) {
    const auto picked = pick_site(context, *store, options.site);
    if (!picked) return;
    site = *picked;
  }
  const auto sites = store->sites_of(pair->after.id);
  if (!sites) return tell(context, sites.error());
  std::vector<model::Change> changes;
  if (pair->before) {
    auto found = store->changes(*pair->before, pair->after, site);
    if (!found) return tell(context, found.error());
    changes = std::move(*found);
  }
  sort_in_sites(changes);
  if (std::ranges::any_of(changes, model::is_regression, &model::Change::kind))
    exit_with(context, Exit::attention);
  if (options.json)
    context.out << store::write_changes_json(pair->before, pair->after, *sites, changes);
  else
    print(context, options, *pair, *sites, std::move(changes));
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("RUN", options->runs,
                 "Two runs, the earlier first: an id, its beginning, last, last-complete. "
                 "Default: the last complete one and the complete one before it")
      ->expected(0, 2);
  add_store_option(app, options->where);
  app.add_option("--site", options->site, "Only this site: its id or its address");
  app.add_flag("--json", options->json, "For programs: oitcheck/diff/1");
  app.add_flag("--all", options->all,
               "Show also replaced files and what could not be checked in one of the runs");
  add_language_option(app, options->language);
  app.callback([&context, options] { compare_runs(context, *options); });
}

}  // namespace oit::cli
