#pragma once
#include <functional>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/rulebook.h"
#include "rulebook/toml_tree.h"

namespace oit::rulebook {

/// The first thing wrong with a file. Reading goes on after it with empty values, so that readers
/// need no error path of their own; whoever started the reading asks at the end.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  /// Notes `what` about the value at `at` unless something was noted before.
  void note(const Node& at, std::string_view what);

  /// Empty while all is well, else "file:line:column: what".
  const std::string& first() const { return first_; }

 private:
  std::string file_, first_;
};

/// One table read strictly: every key is asked for once, and what nobody asked for is an error.
/// Views `table` and `problems`, which must outlive it.
class Fields {
 public:
  Fields(const Node& table, Problems& problems);

  /// The value of `key`, or null if absent.
  const Node* find(std::string_view key);

  bool has(std::string_view key) { return find(key) != nullptr; }
  std::string text(std::string_view key);                     ///< must be there and not empty
  std::string optional_text(std::string_view key);            ///< may be absent
  std::vector<std::string> texts(std::string_view key);       ///< of non-empty texts; may be absent
  std::vector<std::string> some_texts(std::string_view key);  ///< at least one
  int whole(std::string_view key, int least, int most);       ///< must be there
  int optional_whole(std::string_view key, int otherwise, int least, int most);
  double number(std::string_view key, double least, double most);  ///< must be there
  bool truth(std::string_view key);                                ///< must be there
  bool optional_truth(std::string_view key, bool otherwise);

  /// `{ th = "…", en = "…" }`; `th` must not be empty.
  model::LocalText local_text(std::string_view key);
  model::LocalText optional_local_text(std::string_view key);

  /// The tables of `[[key]]` or of a list of inline tables; may be absent.
  std::span<const Node> tables(std::string_view key);

  /// The table `[key]`; must be there. An empty table stands in for a missing one.
  const Node& table(std::string_view key);

  /// Like text(), but one of `allowed`.
  std::string one_of(std::string_view key, std::span<const std::string_view> allowed);

  /// Like text(): lower-case letters, digits and single hyphens ("procurement-monthly").
  std::string id(std::string_view key);

  /// Keys nobody asked for yet.
  std::vector<std::string> others() const;

  /// Ends the reading: a key nobody asked for is noted.
  void finish();

  void note(std::string_view key, std::string_view what);

  const Node& node() const { return *table_; }

 private:
  const Node* expect(std::string_view key, Node::Kind kind);
  const Node* expect_if_there(std::string_view key, Node::Kind kind);

  const Node* table_;
  Problems* problems_;
  std::set<std::string, std::less<>> asked_;
};

/// Whether `text` is written like an id: lower-case letters, digits and single hyphens.
bool is_id(std::string_view text);

/// "a", "b" or "c": a list for messages.
std::string one_of_these(std::span<const std::string_view> names);

}  // namespace oit::rulebook
