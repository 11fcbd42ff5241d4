#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/rulebook.h"
#include "model/site_entry.h"

namespace oit::scan {

/// A line or table of an inventory that names no site that could be checked.
struct BadLine {
  std::size_t line = 0;   ///< where it begins, from 1
  std::string requested;  ///< the address as written; may be empty
  std::string id;         ///< given or made from the address; empty when neither can be
  std::string message;    ///< every problem of it with file and line, parted by "; "
};

struct SitesFile {
  std::vector<model::SiteEntry> sites;  ///< in the order of the file
  std::vector<BadLine> bad;             ///< likewise
};

/// Gives the rulebook that a line's items, roles and agency type are checked with; "" asks for the
/// run's. What it points to outlives the reading. Each id is asked for once. Errors: any.
using RulebookOf = std::function<Result<const model::Rulebook*>(const std::string& id)>;

/// Reads an inventory of at most 64 MiB and 100,000 sites, one of two formats told apart by
/// content:
///
/// TOML: a list `[[site]]` of tables with `url` and perhaps `id`, `name`, `agency_type`,
/// `province`, `district`, `tags`, `rulebook`, `deadline`, the tables `units`, `contacts`,
/// `submitted` and `limits` (max_pages, max_time, delay, connections, render) and the list
/// `waiver`.
///
/// CSV as spreadsheets write it (RFC 4180; UTF-8, windows-874 or UTF-16; parted by ',', ';' or
/// tabs; a first line `sep=;` is read): column heads in Thai or English, in any order; `unit:<role
/// or item>`, `contact:<unit>` and `submitted:<item>` hold what those tables hold, `waive` what
/// read_waivers() reads. Columns whose head begins with '#' or หมายเหตุ are notes.
///
/// Every line or table that is wrong is a BadLine and keeps no other from being read; so is the
/// second use of an id, whatever its case, or of an address, with or without "www.", http or https.
/// Errors: bad_config (unreadable, no heads, an unknown column, no TOML, no site, too large).
Result<SitesFile> read_sites_file(const std::filesystem::path& path, const RulebookOf& rulebook_of);

/// The same of bytes; `file` is their name in messages.
Result<SitesFile> read_sites(std::string_view bytes, const std::string& file,
                             const RulebookOf& rulebook_of);

/// `entry` as one line of JSON, for a run that is to go on with the entries it began with.
std::string write_entry_json(const model::SiteEntry& entry);

/// What write_entry_json() wrote. Errors: bad_config.
Result<model::SiteEntry> read_entry_json(std::string_view json);

}  // namespace oit::scan
