#pragma once
#include <cstddef>
#include <string>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

struct ExplainOptions {
  Lang lang = Lang::th;
  bool color = false;                         ///< ANSI colours
  const model::Rulebook* rulebook = nullptr;  ///< the report's own list; null: not at hand
  std::size_t width = 80;                     ///< columns a line may take, but for addresses
};

/// The whole reasoning on one item of `report`, for a terminal: what was looked for, where,
/// candidates in their order with reasons, components, the period that was read and from where, and
/// what would make the item pass. Lines are broken between words, nothing is cut; masked as
/// described at clean(). "" when the report has no item `id` ("O12"). Any thread.
std::string write_explanation(const model::Report& report, const std::string& id,
                              const ExplainOptions& options);

}  // namespace oit::report
