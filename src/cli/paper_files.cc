#include "cli/paper_files.h"

#include <fmt/format.h>

#include "base/file.h"
#include "rulebook/load.h"

namespace oit::cli {

namespace fs = std::filesystem;

Result<bool> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return true;
  return fail(ErrorCode::io, "cannot make the folder " + folder.string() + ": " + error.message());
}

std::string numbered_host(std::size_t position, std::string_view host) {
  constexpr std::size_t kLongest = 100;
  std::string name(host.substr(0, kLongest));
  for (char& c : name) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!is_plain) c = '-';
  }
  return fmt::format("{}-{}", position, name);
}

Result<model::PaperRules> paper_rules() {
  const auto folder = rulebook::find_rules();
  if (!folder) return pass_on(folder);
  return rulebook::load_papers(*folder);
}

report::OfficeFacts office_facts(const model::Rulebook* rulebook, const model::PaperRules& rules,
                                 const model::SiteProfile& profile) {
  auto facts = report::facts_of(rulebook == nullptr ? model::Year{} : rulebook->year, rules);
  facts.scores = profile.scores;
  facts.contacts = profile.contacts;
  return facts;
}

Result<std::vector<std::string>> write_paper_files(const fs::path& folder,
                                                   const model::Report& report,
                                                   const std::vector<report::Form>& forms,
                                                   const report::OfficeFacts& facts,
                                                   const report::PaperStyle& style) {
  if (auto made = make_folder(folder); !made) return pass_on(made);
  std::vector<std::string> paths;
  for (const auto form : forms) {
    const auto files = report::write_papers(report, form, facts, style);
    if (!files) return pass_on(files);
    for (const auto& file : *files) {
      paths.push_back((folder / file.name).string());
      if (auto written = write_file(paths.back(), file.bytes); !written) return pass_on(written);
    }
  }
  return paths;
}

}  // namespace oit::cli
