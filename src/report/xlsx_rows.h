#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/report.h"
#include "report/lang.h"
#include "report/workbook.h"

namespace oit::report {

/// The tables of a workbook that hold something of every site, in the order of their sheets.
enum class XlsxTable : std::uint8_t {
  items,     ///< a row per item
  units,     ///< per unit what it has to do, most points first
  evidence,  ///< a row per address that a verdict rests on
  access,    ///< what kept the site, or an item, from being checked
};

inline constexpr XlsxTable kXlsxTables[] = {XlsxTable::items, XlsxTable::units, XlsxTable::evidence,
                                            XlsxTable::access};

/// The sheet's name, as people are told it.
std::string sheet_name(XlsxTable table, Lang lang);

std::vector<SheetColumn> xlsx_columns(XlsxTable table, Lang lang);

/// One site's rows under xlsx_columns(). `report` is cleaned. Any thread.
std::vector<std::vector<Cell>> xlsx_rows(XlsxTable table, const model::Report& report, Lang lang);

}  // namespace oit::report
