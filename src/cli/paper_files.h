#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/rulebook.h"
#include "model/site_profile.h"
#include "report/papers.h"

namespace oit::cli {

/// Makes `folder` and those above it. Errors: io.
Result<bool> make_folder(const std::filesystem::path& folder);

/// "3-www.example.go.th": the name of a folder for the site at `position`, counted from 1.
std::string numbered_host(std::size_t position, std::string_view host);

/// The words of papers in this installation's rules. Errors: bad_rulebook.
Result<model::PaperRules> paper_rules();

/// What papers say beyond a report, from its rules (may be null), the words of papers and the
/// operator's file.
report::OfficeFacts office_facts(const model::Rulebook* rulebook, const model::PaperRules& rules,
                                 const model::SiteProfile& profile);

/// Writes `forms` into `folder`, which is made, and returns the paths. A file of the same name is
/// replaced; another unit's list of an earlier run stays. Errors: io, internal.
Result<std::vector<std::string>> write_paper_files(const std::filesystem::path& folder,
                                                   const model::Report& report,
                                                   const std::vector<report::Form>& forms,
                                                   const report::OfficeFacts& facts,
                                                   const report::PaperStyle& style);

}  // namespace oit::cli
