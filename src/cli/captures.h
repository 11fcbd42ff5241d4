#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "model/site_entry.h"
#include "scan/batch.h"
#include "store/capture.h"
#include "store/capture_writer.h"

namespace oit::cli {

/// Makes `services` record every site in `recorder`, which outlives them. `rulebook_of` names the
/// rules a site is judged by; `can_recognise`: there is an OCR program.
void record_sites(store::RecordingFetcher& recorder, const scan::ScanOptions& options,
                  bool can_recognise,
                  std::function<const model::Rulebook&(const model::SiteEntry&)> rulebook_of,
                  scan::SiteServices& services);

/// What a capture was made with.
struct CapturedSite {
  model::SiteEntry entry;
  scan::ScanOptions options;
  std::string rulebook_id, rulebook_revision;
  bool can_recognise = false;
};

/// Reads what record_sites() wrote into a capture's head. Errors: bad_config.
Result<CapturedSite> read_captured_site(const store::SiteHead& head);

}  // namespace oit::cli
