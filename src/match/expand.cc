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

std::vector<std::string> right_words(const model::Rulebook& rulebook) {
  std::vector<std::string> words;
  for (const auto& spelling : rulebook.spellings) words.push_back(spelling.right);
  return words;
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

Expander::Expander(const model::Rulebook& rulebook)
    : rulebook_(rulebook), right_(right_words(rulebook)) {}

std::vector<std::string> Expander::expand(std::string_view phrase) const {
  std::vector<std::string> forms = {std::string(phrase)};
  if (phrase.find('{') != std::string_view::npos) {
    const int year = rulebook_.year.fiscal_year;
    replace_all(forms.front(), "{fy}", std::to_string(year));
    replace_all(forms.front(), "{fy-1}", std::to_string(year - 1));
  }
  std::vector<KeySet::Found> places;
  right_.find(forms.front(), places);
  std::vector<bool> holds(rulebook_.spellings.size(), false);
  for (const auto& place : places) holds[place.key] = true;
  Spellings spellings;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    const auto& one = rulebook_.spellings[i];
    const bool is_latin = static_cast<unsigned char>(one.right[0]) < 0x80;
    // A key set finds Latin words only where they stand alone: "NoGiftPolicy".
    if (holds[i] || (is_latin && has_text(forms.front(), one.right))) spellings.push_back(&one);
  }
  // Breadth first: forms with one word misspelt come before those with two.
  if (spellings.empty()) return forms;
  for (std::size_t next = 0; next < forms.size() && forms.size() < kMostForms; ++next)
    misspell(spellings, forms[next], forms);
  return forms;
}

}  // namespace oit::match
