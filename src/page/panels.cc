#include "page/panels.h"

namespace oit::page {

std::size_t Panels::new_opener() {
  openers_.emplace_back();
  return openers_.size() - 1;
}

void Panels::open(std::string_view id, std::size_t opener, bool is_weak) {
  if (id.starts_with('#')) id.remove_prefix(1);
  if (id.empty() || id.find_first_of(" ,>[") != std::string_view::npos) return;
  const auto [at, is_new] = targets_.try_emplace(id, Target{opener, is_weak});
  if (!is_new && at->second.is_weak && !is_weak) at->second = {opener, is_weak};
}

void Panels::close_opener(std::size_t opener, std::string title) {
  openers_[opener] = std::move(title);
}

bool Panels::enter(std::string_view id, std::string_view labelled_by, bool looks_like_panel) {
  if (!id.empty())
    if (const auto at = targets_.find(id);
        at != targets_.end() && (looks_like_panel || !at->second.is_weak)) {
      push(openers_[at->second.opener]);
      return true;
    }
  if (!labelled_by.empty() && looks_like_panel)
    if (const auto at = names_.find(labelled_by); at != names_.end()) {
      push(openers_[at->second]);
      return true;
    }
  return false;
}

void Panels::push(std::string title) {
  stack_.push_back(std::move(title));
  rebuild();
}

void Panels::set_title(std::string title) {
  if (stack_.empty()) return;
  stack_.back() = std::move(title);
  rebuild();
}

void Panels::leave() {
  stack_.pop_back();
  rebuild();
}

void Panels::rebuild() {
  std::string all;
  for (const std::string& title : stack_) {
    if (title.empty()) continue;
    if (!all.empty()) all += " › ";
    all += title;
  }
  joined_ = one_line(all);
}

}  // namespace oit::page
