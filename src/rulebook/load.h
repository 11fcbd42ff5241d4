#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/paper_rules.h"
#include "model/rulebook.h"

namespace oit::rulebook {

/// Where the rules of this installation are, the first that exists: $OITCHECK_RULES (which must
/// then be right), share/oitcheck/rules of the prefix the running binary stands in, rules/ in a
/// folder above the binary, the source tree it was built from. Errors: bad_rulebook.
Result<std::filesystem::path> find_rules();

/// The weights of the digit net of this installation, ocr/digits.net among the rules; empty when
/// there are none.
std::filesystem::path find_digit_net();

/// Loads the rulebook `id_or_file` ("ita-2566" or a path to a year file) with all topics, units,
/// word lists and every year table in `folder`. Each error names file, line, column, key and what
/// was expected; an unknown key is an error. Errors: bad_rulebook. Any thread.
Result<model::Rulebook> load(const std::filesystem::path& folder, std::string_view id_or_file);

/// The words of office papers in `folder`, papers.toml. Errors: bad_rulebook.
Result<model::PaperRules> load_papers(const std::filesystem::path& folder);

/// Ids of the year files in `folder`, oldest first. Errors: bad_rulebook.
Result<std::vector<std::string>> list_years(const std::filesystem::path& folder);

/// Ids of the lists of other sectors in `folder` ("vec-2569"), sorted. Errors: bad_rulebook.
Result<std::vector<std::string>> list_sectors(const std::filesystem::path& folder);

/// The newest rulebook not later than the fiscal year of `as_of`; with none that early, the oldest.
/// Errors: bad_rulebook.
Result<std::string> default_year(const std::filesystem::path& folder, std::chrono::sys_days as_of);

}  // namespace oit::rulebook
