#include "notify/tell.h"

#include <map>
#include <utility>

#include "text/width.h"

namespace oit::notify {
namespace {

constexpr int kMostTries = 20;
constexpr std::chrono::days kLongestWait{7};

using Runs = std::pair<std::string, std::string>;

/// The messages of other runs that wait, by run; the order is that of the log.
std::vector<std::pair<Runs, std::vector<Delivery>>> group(const std::vector<Delivery>& waiting,
                                                          const RunCard& run, const Clock& clock) {
  std::vector<std::pair<Runs, std::vector<Delivery>>> groups;
  std::map<Runs, std::size_t> places;
  for (const auto& delivery : waiting) {
    const Runs runs{delivery.run, delivery.previous};
    if (runs == Runs{run.id, run.previous} || delivery.tries >= kMostTries ||
        clock.now() - delivery.when > kLongestWait)
      continue;
    const auto [place, is_new] = places.emplace(runs, groups.size());
    if (is_new) groups.push_back({runs, {}});
    groups[place->second].second.push_back(delivery);
  }
  return groups;
}

/// Takes a message that nobody is to get any longer from the list of those that wait.
void give_up(DeliveryLog& log, Delivery delivery, const std::string& why, Told& told) {
  delivery.state = DeliveryState::failed;
  delivery.tries = kMostTries;
  delivery.last_error = why;
  if (const auto noted = log.note(delivery); !noted)
    told.troubles.push_back({delivery.recipient, "log", noted.error().message});
}

/// Brings what waits of one earlier pair of runs.
void bring_waiting(const Settings& settings, const News& news, const std::vector<Delivery>& waiting,
                   DeliveryLog& log, const Clock& clock, const Patience& patience, Told& told) {
  const auto digests = write_digests(settings, news);
  std::set<std::string> possible, wanted;
  for (const auto& digest : digests)
    for (const auto& recipient : deliveries_of(digest)) possible.insert(recipient);
  for (const auto& delivery : waiting) {
    wanted.insert(delivery.recipient);
    if (!possible.contains(delivery.recipient))
      give_up(log, delivery, "the settings name this recipient no longer", told);
  }
  deliver(settings, news.run, digests, log, clock, patience, told, &wanted);
}

}  // namespace

Told tell(const Settings& settings, const News& news, DeliveryLog& log, const Clock& clock,
          const Recall& recall, const Patience& patience) {
  Told told;
  const auto waiting = log.waiting();
  if (!waiting) told.troubles.push_back({"", "log", waiting.error().message});
  for (const auto& [runs, deliveries] :
       group(waiting ? *waiting : std::vector<Delivery>(), news.run, clock)) {
    if (const auto earlier = recall(runs.first, runs.second); earlier) {
      bring_waiting(settings, *earlier, deliveries, log, clock, patience, told);
    } else {
      told.troubles.push_back({"", "log", earlier.error().message});
      for (const auto& delivery : deliveries) give_up(log, delivery, earlier.error().message, told);
    }
  }
  deliver(settings, news.run, write_digests(settings, news), log, clock, patience, told);
  return told;
}

std::string trouble_text(const Told& told) {
  std::string out;
  for (const auto& [recipient, way, error] : told.troubles)
    out +=
        text::printable((recipient.empty() ? way : recipient + " (" + way + ')') + ": " + error) +
        '\n';
  return out;
}

}  // namespace oit::notify
