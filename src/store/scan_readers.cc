#include "store/scan_readers.h"

namespace oit::store {

model::Recognised RecordingReader::recognise(const doc::ScanPage& page,
                                             const std::atomic<bool>& stop) {
  auto recognised = inner_.recognise(page, stop);
  using enum model::DocumentOutcome;
  const bool is_own_end = recognised.outcome == too_costly || recognised.outcome == crashed;
  const bool is_cut = is_own_end && (stop || is_stopped_);
  if (!is_cut && recognised.outcome != unsupported)
    recorder_.note_scan(page.owner, {page.sha256, page.page, recognised});
  return recognised;
}

void RecordingReader::set_stopped(bool stopped) {
  is_stopped_ = stopped;
  inner_.set_stopped(stopped);
}

model::Recognised ReplayingReader::recognise(const doc::ScanPage& page,
                                             const std::atomic<bool>& stop) {
  if (const auto known = scans_.find({page.sha256, page.page}); known != scans_.end())
    return known->second;
  if (!repeats_) return inner_.recognise(page, stop);
  model::Recognised nothing;
  nothing.why = "the capture does not hold it";
  return nothing;
}

}  // namespace oit::store
