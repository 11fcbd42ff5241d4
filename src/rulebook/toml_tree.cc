#include "rulebook/toml_tree.h"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace oit::rulebook {
namespace {

constexpr int kMaxDepth = 16;  // rule files nest four deep; more is no rule file

Result<Node> convert(const toml::node& from, std::string_view file, int depth);

tl::unexpected<Error> refuse(std::string_view file, const toml::source_position& at,
                             std::string_view why) {
  return fail(ErrorCode::bad_rulebook, fmt::format("{}:{}:{}: {}", file, at.line, at.column, why));
}

Result<Node> convert_table(const toml::table& table, Node node, std::string_view file, int depth) {
  node.kind = Node::Kind::table;
  for (const auto& [key, value] : table) {
    auto member = convert(value, file, depth + 1);
    if (!member) return pass_on(member);
    node.members.push_back({std::string(key.str()), std::move(*member)});
  }
  return node;
}

Result<Node> convert_list(const toml::array& list, Node node, std::string_view file, int depth) {
  node.kind = Node::Kind::list;
  for (const auto& value : list) {
    auto entry = convert(value, file, depth + 1);
    if (!entry) return pass_on(entry);
    node.entries.push_back(std::move(*entry));
  }
  return node;
}

Result<Node> convert(const toml::node& from, std::string_view file, int depth) {
  if (depth > kMaxDepth) return refuse(file, from.source().begin, "nested too deep");
  Node node;
  node.line = from.source().begin.line;
  node.column = from.source().begin.column;
  if (const auto* table = from.as_table())
    return convert_table(*table, std::move(node), file, depth);
  if (const auto* list = from.as_array()) return convert_list(*list, std::move(node), file, depth);
  if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = Node::Kind::integer;
    node.number = static_cast<double>(integer->get());
  } else if (const auto* real = from.as_floating_point()) {
    node.kind = Node::Kind::real;
    node.number = real->get();
  } else if (const auto* truth = from.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.number = truth->get() ? 1 : 0;
  } else {
    node.kind = Node::Kind::date;
  }
  return node;
}

}  // namespace

std::string_view name_of(Node::Kind kind) {
  using enum Node::Kind;
  switch (kind) {
    case text:
      return "a text";
    case integer:
      return "a whole number";
    case real:
      return "a number";
    case boolean:
      return "true or false";
    case list:
      return "a list";
    case table:
      return "a table";
    case date:
      return "a date";
  }
  return "a value";
}

Result<Node> read_toml(std::string_view bytes, std::string_view file) {
  try {
    const toml::table table = toml::parse(bytes);
    auto tree = convert(table, file, 0);
    if (tree && tree->line == 0) tree->line = tree->column = 1;
    return tree;
  } catch (const toml::parse_error& error) {
    return refuse(file, error.source().begin, error.description());
  }
}

}  // namespace oit::rulebook
