#include "match/expand.h"

#include <algorithm>

namespace oit::match {
namespace {

constexpr std::size_t kMostForms = 32;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Adds the forms of `form` in which one word is misspelt, in all its places.
void misspell(const model::Rulebook& rulebook, std::string form, std::vector<std::string>& forms) {
  for (const auto& spelling : rulebook.spellings) {
    if (form.find(spelling.right) == std::string::npos) continue;
    for (const auto& wrong : spelling.wrong) {
      // A misspelling that holds the right word would grow by being applied to itself.
      const bool done = form.find(wrong) != std::string::npos;
      if (done && wrong.find(spelling.right) != std::string::npos) continue;
      auto other = form;
      replace_all(other, spelling.right, wrong);
      if (forms.size() < kMostForms && std::ranges::find(forms, other) == forms.end())
        forms.push_back(std::move(other));
    }
  }
}

}  // namespace

std::vector<std::string> expand(const model::Rulebook& rulebook, std::string_view phrase) {
  std::vector<std::string> forms = {std::string(phrase)};
  const int year = rulebook.year.fiscal_year;
  replace_all(forms.front(), "{fy}", std::to_string(year));
  replace_all(forms.front(), "{fy-1}", std::to_string(year - 1));
  // Breadth first: forms with one word misspelt come before those with two.
  for (std::size_t next = 0; next < forms.size() && forms.size() < kMostForms; ++next)
    misspell(rulebook, forms[next], forms);
  return forms;
}

}  // namespace oit::match
