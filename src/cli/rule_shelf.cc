#include "cli/rule_shelf.h"

#include "rulebook/load.h"

namespace oit::cli {

Result<RuleShelf> RuleShelf::open(const std::string& id, text::Day as_of) {
  const auto folder = rulebook::find_rules();
  if (!folder) return pass_on(folder);
  RuleShelf shelf;
  shelf.folder_ = *folder;
  std::string chosen = id;
  if (chosen.empty()) {
    const auto year = rulebook::default_year(*folder, as_of);
    if (!year) return pass_on(year);
    chosen = *year;
  }
  if (const auto own = shelf.find(chosen); !own) return pass_on(own);
  shelf.by_id_[""] = shelf.by_id_[chosen];
  return shelf;
}

Result<const model::Rulebook*> RuleShelf::find(const std::string& id) {
  if (const auto known = by_id_.find(id); known != by_id_.end()) return known->second.get();
  auto loaded = rulebook::load(folder_, id);
  if (!loaded) return pass_on(loaded);
  auto& slot = by_id_[id];
  slot = std::make_shared<const model::Rulebook>(std::move(*loaded));
  return slot.get();
}

std::map<std::string, const model::Rulebook*> RuleShelf::all() const {
  std::map<std::string, const model::Rulebook*> books;
  for (const auto& [id, book] : by_id_) books[id] = book.get();
  return books;
}

}  // namespace oit::cli
