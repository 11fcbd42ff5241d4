#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace oit::scan {

/// The table [scan] of a configuration file: options of the command line by their names. What is
/// not said is empty; what the command line says wins. Paths are relative to the folder of the
/// file, but for "-", "postgresql://…" and ids of rulebooks.
struct RunFile {
  std::string sites, db, keep, json, html, csv, docx, metrics, rules;
  std::string xlsx;             ///< a workbook for Excel
  std::string as_of;            ///< YYYY-MM-DD
  std::string lang;             ///< th or en
  std::string ocr;              ///< auto or never
  std::string render;           ///< auto, never or always
  std::string browser;          ///< a program, in the words of --browser
  std::string max_time, delay;  ///< in words of read_duration(); delay perhaps "auto"
  std::string contact;
  std::string baseline;                    ///< a run to compare with
  std::vector<std::string> allow_private;  ///< HOST or HOST:PORT
  std::vector<std::string> fail_on;        ///< a text "a,b" is parted at its commas
  std::optional<std::size_t> sites_at_once, max_pages, connections, ocr_pages, max_rendered;
  std::optional<bool> resume, keep_going, exhaustive, ignore_robots, notify, ranking;
};

/// Reads [scan] of `path`; other tables belong to other readers. Every wrong value and unknown key
/// of it is named with file, line and column. Errors: bad_config.
Result<RunFile> read_run_file(const std::filesystem::path& path);

}  // namespace oit::scan
