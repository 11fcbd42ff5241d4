#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/site_entry.h"
#include "scan/scan_options.h"

namespace oit::scan {

/// What a capture must know beside the answers, to be judged again as it was.
struct CaptureOptions {
  model::SiteEntry entry;
  ScanOptions options;
  std::string revision;        ///< of the rules
  bool can_recognise = false;  ///< there was an OCR program
};

/// As one line of JSON.
std::string write_capture_options(const CaptureOptions& options);

/// What write_capture_options() wrote. Errors: bad_config.
Result<CaptureOptions> read_capture_options(std::string_view json);

}  // namespace oit::scan
