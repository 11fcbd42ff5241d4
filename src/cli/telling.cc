#include "cli/telling.h"

#include <algorithm>
#include <ostream>

#include "base/clock.h"
#include "cli/rule_shelf.h"
#include "cli/stop.h"
#include "notify/tell.h"
#include "scan/sites_file.h"
#include "text/width.h"

namespace oit::cli {
namespace {

store::DeliveryState to_store(notify::DeliveryState state) {
  switch (state) {
    case notify::DeliveryState::sent:
      return store::DeliveryState::sent;
    case notify::DeliveryState::held:
      return store::DeliveryState::held;
    case notify::DeliveryState::failed:
      break;
  }
  return store::DeliveryState::failed;
}

notify::DeliveryState from_store(store::DeliveryState state) {
  switch (state) {
    case store::DeliveryState::sent:
      return notify::DeliveryState::sent;
    case store::DeliveryState::held:
      return notify::DeliveryState::held;
    case store::DeliveryState::failed:
      break;
  }
  return notify::DeliveryState::failed;
}

notify::Delivery from_store(const store::Delivery& one) {
  return {one.run,   one.previous,   one.recipient, one.digest_hash, from_store(one.state),
          one.tries, one.last_error, one.when};
}

/// The newest complete run that began before `run`; "" when there is none.
Result<std::string> run_before(store::Store& store, const store::Run& run) {
  const auto runs = store.runs();  // the newest first
  if (!runs) return pass_on(runs);
  for (const auto& one : *runs)
    if (one.started_at < run.started_at && one.state == store::RunState::complete) return one.id;
  return std::string();
}

notify::SiteCard card_of(const store::SiteRow& row, const store::Run& run) {
  notify::SiteCard card;
  card.id = row.id;
  card.name = row.name;
  card.url = row.url;
  card.province = row.province;
  card.tags.insert(row.tags.begin(), row.tags.end());
  if (const auto entry = scan::read_entry_json(row.entry)) {
    card.contacts = entry->profile.contacts;
    for (const auto& waiver : entry->profile.waivers)
      if (run.as_of <= waiver.until) card.waived.insert(waiver.item);
  }
  return card;
}

/// One sentence on a run that did not come to its end; "" for one that did.
std::string failure_of(const store::Run& run) {
  switch (run.state) {
    case store::RunState::failed:
      return "the run ended by a failure of the program's own";
    case store::RunState::stopped:
      return "the run was stopped before its end";
    case store::RunState::running:
    case store::RunState::complete:
      break;
  }
  return {};
}

}  // namespace

Result<std::optional<notify::Delivery>> StoreLog::find(const std::string& run,
                                                       const std::string& previous,
                                                       const std::string& recipient) {
  const auto found = store_.delivery(run, previous, recipient);
  if (!found) return pass_on(found);
  if (!*found) return std::optional<notify::Delivery>();
  return std::optional<notify::Delivery>(from_store(**found));
}

Result<bool> StoreLog::note(const notify::Delivery& one) {
  return store_.note_delivery({one.run, one.previous, one.recipient, one.digest_hash,
                               to_store(one.state), one.tries, one.last_error, one.when});
}

Result<std::vector<notify::Delivery>> StoreLog::waiting() {
  std::vector<notify::Delivery> all;
  for (const auto state : {store::DeliveryState::held, store::DeliveryState::failed}) {
    const auto some = store_.deliveries(state);
    if (!some) return pass_on(some);
    for (const auto& one : *some) all.push_back(from_store(one));
  }
  std::ranges::stable_sort(all, {}, &notify::Delivery::when);
  return all;
}

Result<notify::News> news_of(store::Store& store, const store::Run& run, std::string previous) {
  notify::News news;
  if (previous.empty()) {
    auto before = run_before(store, run);
    if (!before) return pass_on(before);
    previous = std::move(*before);
  }
  news.run = {run.id, previous, run.started_at, run.state == store::RunState::complete,
              failure_of(run)};
  const auto rows = store.sites_of(run.id);
  if (!rows) return pass_on(rows);
  for (const auto& row : *rows) news.sites.push_back(card_of(row, run));
  if (auto rules = RuleShelf::open(run.rulebook_id, run.as_of))
    for (const auto& item : rules->own().year.items) news.titles[item.id] = item.title;
  if (previous.empty()) return news;
  const auto before = store.find_run(previous);
  if (!before) return pass_on(before);
  auto changes = store.changes(*before, run);
  if (!changes) return pass_on(changes);
  news.changes = std::move(*changes);
  const auto then = store.outcomes(previous), now = store.outcomes(run.id);
  if (!then) return pass_on(then);
  if (!now) return pass_on(now);
  for (auto& card : news.sites) {
    if (const auto at = then->find(card.id); at != then->end()) card.outcome_before = at->second;
    if (const auto at = now->find(card.id); at != now->end()) card.outcome_after = at->second;
  }
  return news;
}

Result<std::size_t> tell_people(Context& context, store::Store& store,
                                const notify::Settings& settings, const store::Run& run,
                                const std::string& previous) {
  const auto news = news_of(store, run, previous);
  if (!news) return pass_on(news);
  const SystemClock clock;
  StoreLog log(store);
  notify::Patience patience;
  patience.is_stopped = [] { return stop_asked().load(); };
  const auto recall = [&store](const std::string& id,
                               const std::string& before) -> Result<notify::News> {
    const auto earlier = store.find_run(id);
    if (!earlier) return pass_on(earlier);
    return news_of(store, *earlier, before);
  };
  const auto told = notify::tell(settings, *news, log, clock, recall, patience);
  for (const auto& warning : settings.warnings)
    context.err << "oitcheck: " << text::printable(warning) << '\n';
  if (!told.troubles.empty())
    context.err << "oitcheck: some people could not be told; the next run tries again:\n"
                << text::printable(notify::trouble_text(told)) << '\n';
  context.err << "oitcheck: told " << told.sent << ", held for quiet hours " << told.held
              << ", told before " << told.already << '\n';
  return told.troubles.size();
}

}  // namespace oit::cli
