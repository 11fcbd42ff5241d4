#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/paper_rules.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "report/lang.h"

namespace oit::report {

/// The papers an office hands in; columns as five offices had them in FY2566.
enum class Form : std::uint8_t {
  improvement,   ///< what needs work: when, how, by whom, how it is followed
  status,        ///< measures in three columns of progress
  results7,      ///< results by group of items, seven columns
  results6,      ///< results by measure and channel, six columns
  measures,      ///< analysis of the last assessment and measures with their rounds
  unit_worklist  ///< what one unit is to do, most points first; one file for each unit
};

/// All of them, in the order above.
const std::vector<Form>& all_forms();

/// "improvement", …, "unit-worklist": as on the command line, and the name of the file.
std::string_view name_of(Form form);

/// The form `name_of` calls `name`.
std::optional<Form> find_form(std::string_view name);

/// What a paper may say beyond the report; each may be empty.
struct OfficeFacts {
  std::map<std::string, double> scores;            ///< see model::SiteProfile
  std::map<std::string, std::string> contacts;     ///< unit -> how to reach it
  std::map<std::string, model::LocalText> titles;  ///< of indicators and sub-indicators, by id
  std::vector<model::Band> bands;                  ///< highest first
  model::PaperRules rules;                         ///< words of the forms
};

/// The titles and bands of `year` and the words of `rules`, with `scores` and `contacts` of nobody.
OfficeFacts facts_of(const model::Year& year, const model::PaperRules& rules);

struct PaperStyle {
  Lang lang = Lang::th;  ///< of items, reasons and actions; a form's own words are Thai
  bool has_thai_digits = true;
};

/// A file of a form.
struct PaperFile {
  std::string name;  ///< "status.docx"; made of our own words, the site has no say in it
  std::string bytes;
};

/// `form` drawn from `report` (cleaned, as every form), each file with its cover memo. One file,
/// but of unit_worklist as many as units have work, the one with most points at stake first; none
/// when no unit has. What no website can prove is left for a person, and marked. Errors: internal.
/// Any thread.
Result<std::vector<PaperFile>> write_papers(const model::Report& report, Form form,
                                            const OfficeFacts& facts, const PaperStyle& style);

}  // namespace oit::report
