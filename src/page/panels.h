#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/text_sink.h"

namespace oit::page {

/// Accordions, tabs and <details>: which title opens the panel the walk is in.
class Panels {
 public:
  /// `opener` opens the element `id`; its text is known when `close_opener` is told. A weak opener
  /// (a plain "#id" link) opens only what looks like a panel.
  void open(std::string_view id, std::size_t opener, bool is_weak);
  std::size_t new_opener();
  void close_opener(std::size_t opener, std::string title);

  /// Whether an opener names `id`.
  bool has_opener(std::string_view id) const { return targets_.contains(id); }

  /// The walk enters an element; `labelled_by` may name its opener by the opener's own id.
  /// Returns whether it is a panel; then call `leave` at its end.
  bool enter(std::string_view id, std::string_view labelled_by, bool looks_like_panel);
  void name_opener(std::string_view own_id, std::size_t opener) { names_[own_id] = opener; }

  /// A panel whose title is known or, for <details>, comes with its <summary>.
  void push(std::string title);
  void set_title(std::string title);
  void leave();

  /// Titles joined by " › ", outermost first.
  const std::string& joined() const { return joined_; }

 private:
  struct Target {
    std::size_t opener = 0;
    bool is_weak = false;
  };
  void rebuild();

  std::unordered_map<std::string_view, Target> targets_;
  std::unordered_map<std::string_view, std::size_t> names_;
  std::vector<std::string> openers_;
  std::vector<std::string> stack_;
  std::string joined_;
};

}  // namespace oit::page
