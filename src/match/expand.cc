#include "match/expand.h"

#include <algorithm>

#include "base/find_text.h"

namespace oit::match {
namespace {

constexpr std::size_t kMostForms = 32;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

using Spellings = std::vector<const model::Spelling*>;

/// The spellings whose right word stands in `phrase`.
Spellings spellings_in(const model::Rulebook& rulebook, std::string_view phrase) {
  Spellings found;
  for (const auto& spelling : rulebook.spellings)
    if (has_text(phrase, spelling.right)) found.push_back(&spelling);
  return found;
}

/// Adds the forms of `form` in which one word is misspelt, in all its places.
void misspell(const Spellings& spellings, std::string form, std::vector<std::string>& forms) {
  for (const auto* spelling : spellings) {
    const auto& right = spelling->right;
    if (!has_text(form, right)) continue;
    for (const auto& wrong : spelling->wrong) {
      // A misspelling that holds the right word would grow by being applied to itself.
      const bool done = has_text(form, wrong);
      if (done && has_text(wrong, right)) continue;
      auto other = form;
      replace_all(other, right, wrong);
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
  const auto spellings = spellings_in(rulebook, forms.front());
  // Breadth first: forms with one word misspelt come before those with two.
  for (std::size_t next = 0; next < forms.size() && forms.size() < kMostForms; ++next)
    misspell(spellings, forms[next], forms);
  return forms;
}

}  // namespace oit::match
