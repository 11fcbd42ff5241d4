#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace oit::rulebook {

/// One value of a TOML file with the place it stands at, free of the parser's own types.
struct Node {
  enum class Kind : std::uint8_t { text, integer, real, boolean, list, table, date };

  Kind kind = Kind::table;
  std::string text;           ///< of a text
  double number = 0;          ///< of an integer, real or boolean (0 or 1)
  std::vector<Node> entries;  ///< of a list
  struct Member;
  std::vector<Member> members;         ///< of a table, sorted by key
  std::uint32_t line = 0, column = 0;  ///< from 1; columns count characters
};

struct Node::Member {
  std::string key;
  Node value;
};

/// "a text", "a list" …: what `kind` is called in messages.
std::string_view name_of(Node::Kind kind);

/// The tree of `bytes`, which is the content of `file` (used in messages only). Errors:
/// bad_rulebook with file:line:column.
Result<Node> read_toml(std::string_view bytes, std::string_view file);

}  // namespace oit::rulebook
