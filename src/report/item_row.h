#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// The columns of a table with a row per item, as spreadsheets get them.
std::vector<std::string> item_headings(Lang lang);

/// Where some of the columns stand, for forms that know numbers, links and colours.
struct ItemColumns {
  static constexpr std::size_t status = 2, address = 4, confidence = 8, points = 13, declared = 14,
                               declared_status = 15;
};

/// One item's cells under item_headings(). `report` is cleaned. Any thread.
std::vector<std::string> item_cells(const model::Report& report, const model::Finding& finding,
                                    Lang lang);

}  // namespace oit::report
