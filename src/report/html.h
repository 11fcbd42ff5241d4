#pragma once
#include <functional>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "report/lang.h"

namespace oit::report {

/// What changed since the run before this one.
struct SinceLast {
  std::string run;
  text::Day day{};
  std::vector<model::Change> changes;  ///< of this site; may be empty
};

/// What a page can show beyond its report.
struct HtmlExtras {
  const model::Rulebook* rulebook = nullptr;  ///< the report's own: names, bands, matched words
  const SinceLast* since = nullptr;           ///< null: no earlier run is known
  std::string index;                          ///< relative address of the page over many sites
  /// A small JPEG, in base64, of the drawn page whose body has that SHA-256; "" when there is none.
  std::function<std::string(const std::string& sha256)> picture = {};
};

/// The report as one self-contained HTML page: no script, nothing loaded from elsewhere, a strict
/// Content-Security-Policy, filters by CSS alone, printable on A4. Text from the web is escaped,
/// links are http(s) only. Any thread.
std::string write_html(const model::Report& report, Lang lang, const HtmlExtras& extras = {});

}  // namespace oit::report
