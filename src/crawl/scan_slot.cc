#include "crawl/scan_slot.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace oit::crawl {

void ScanSlot::run(Job job) {
  held_.push_back(std::move(job));
  start();
}

void ScanSlot::end(model::Owner owner, Duration took) {
  is_busy_ = false;
  spent_[owner] += took;
  start();
}

void ScanSlot::start() {
  if (is_busy_ || held_.empty()) return;
  const auto next = std::ranges::min_element(
      held_, {}, [this](const Job& held) { return spent_[held.page.owner]; });
  is_busy_ = true;
  next->began();
  const bool is_taken = worker_.try_run([this, job = std::move(*next)](std::size_t) {
    job.done(reader_.recognise(job.page, *job.stopped), true);
  });
  OIT_CHECK(is_taken);
  held_.erase(next);
}

void ScanSlot::give_back_stopped() {
  std::deque<Job> stopped;
  for (auto& job : std::exchange(held_, {})) (*job.stopped ? stopped : held_).push_back(job);
  for (const auto& job : stopped) {
    job.began();
    model::Recognised nothing;
    nothing.outcome = model::DocumentOutcome::too_costly;
    nothing.why = "stopped before it began";
    job.done(std::move(nothing), false);
  }
}

}  // namespace oit::crawl
