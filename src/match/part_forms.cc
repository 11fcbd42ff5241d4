#include "match/part_forms.h"

#include "match/label_key.h"

namespace oit::match {

const PartForms::Part& PartForms::part(std::string_view written) {
  constexpr std::string_view kNounPrefix = "การ";
  const auto [at, is_new] = parts_.try_emplace(std::string(written));
  auto& part = at->second;
  if (!is_new) return part;
  part.key = make_phrase_key(written);
  for (const auto& form : expander_.expand(written)) {
    auto& made = part.forms.emplace_back();
    made.key = form == written ? part.key : make_phrase_key(form);
    if (form.starts_with(kNounPrefix)) made.bare = make_phrase_key(form.substr(kNounPrefix.size()));
  }
  return part;
}

}  // namespace oit::match
