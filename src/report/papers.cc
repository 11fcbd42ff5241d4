#include "report/papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/clean.h"
#include "report/docx.h"
#include "report/form_improvement.h"
#include "report/form_measures.h"
#include "report/form_results6.h"
#include "report/form_results7.h"
#include "report/form_status.h"
#include "report/form_worklist.h"

namespace oit::report {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"improvement", "status",   "results7",
                                                    "results6",    "measures", "unit-worklist"};

Paper draw(Form form, const PaperSource& source) {
  switch (form) {
    case Form::improvement:
      return draw_improvement(source);
    case Form::status:
      return draw_status(source);
    case Form::results7:
      return draw_results7(source);
    case Form::results6:
      return draw_results6(source);
    case Form::measures:
    case Form::unit_worklist:  // drawn unit by unit
      break;
  }
  return draw_measures(source);
}

/// A role's id as part of a file's name; "unit" where it may not be one.
std::string file_part(const std::string& role) {
  const bool is_plain = !role.empty() && role.size() <= 40 && std::ranges::all_of(role, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return is_plain ? role : "unit";
}

Result<bool> add_file(std::string name, Paper paper, const PaperStyle& style,
                      std::vector<PaperFile>& to) {
  paper.has_thai_digits = style.has_thai_digits;
  auto bytes = write_docx(paper);
  if (!bytes) return pass_on(bytes);
  to.push_back({std::move(name), std::move(*bytes)});
  return true;
}

}  // namespace

const std::vector<Form>& all_forms() {
  using enum Form;
  static const std::vector<Form> kAll = {improvement, status,   results7,
                                         results6,    measures, unit_worklist};
  return kAll;
}

std::string_view name_of(Form form) { return kNames[static_cast<std::size_t>(form)]; }

std::optional<Form> find_form(std::string_view name) {
  const auto at = std::ranges::find(kNames, name);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<Form>(at - kNames.begin());
}

OfficeFacts facts_of(const model::Year& year, const model::PaperRules& rules) {
  OfficeFacts facts;
  facts.rules = rules;
  for (const auto& one : year.indicators) facts.titles[one.id] = one.title;
  for (const auto& one : year.sub_indicators) facts.titles[one.id] = one.title;
  facts.bands = year.bands;
  return facts;
}

Result<std::vector<PaperFile>> write_papers(const model::Report& raw, Form form,
                                            const OfficeFacts& facts, const PaperStyle& style) {
  const auto report = clean(raw);
  const PaperSource source{report, facts, style};
  std::vector<PaperFile> files;
  if (form != Form::unit_worklist) {
    if (auto added =
            add_file(fmt::format("{}.docx", name_of(form)), draw(form, source), style, files);
        !added)
      return pass_on(added);
    return files;
  }
  std::map<std::string, int> uses;  // units that share a role
  for (const auto& list : worklists(report)) {
    const auto part = file_part(list.role);
    const int use = ++uses[part];
    const auto name = use == 1 ? fmt::format("{}-{}.docx", name_of(form), part)
                               : fmt::format("{}-{}-{}.docx", name_of(form), part, use);
    if (auto added = add_file(name, draw_worklist(source, list), style, files); !added)
      return pass_on(added);
  }
  return files;
}

}  // namespace oit::report
