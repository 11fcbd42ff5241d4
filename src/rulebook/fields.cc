#include "rulebook/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace oit::rulebook {

void Problems::note(const Node& at, std::string_view what) {
  if (first_.empty()) first_ = fmt::format("{}:{}:{}: {}", file_, at.line, at.column, what);
}

bool is_id(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::ranges::all_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string one_of_these(std::span<const std::string_view> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += fmt::format("\"{}\"", names[i]);
  }
  return list;
}

Fields::Fields(const Node& table, Problems& problems) : table_(&table), problems_(&problems) {
  if (table.kind != Node::Kind::table)
    problems.note(table, fmt::format("expected a table, found {}", name_of(table.kind)));
}

const Node* Fields::find(std::string_view key) {
  asked_.emplace(key);
  const auto& members = table_->members;
  const auto found = std::ranges::find(members, key, &Node::Member::key);
  return found == members.end() ? nullptr : &found->value;
}

void Fields::note(std::string_view key, std::string_view what) {
  const Node* value = find(key);
  problems_->note(value ? *value : *table_, fmt::format("key \"{}\": {}", key, what));
}

const Node* Fields::expect_if_there(std::string_view key, Node::Kind kind) {
  const Node* value = find(key);
  if (value == nullptr || value->kind == kind) return value;
  if (kind == Node::Kind::real && value->kind == Node::Kind::integer) return value;
  note(key, fmt::format("expected {}, found {}", name_of(kind), name_of(value->kind)));
  return nullptr;
}

const Node* Fields::expect(std::string_view key, Node::Kind kind) {
  if (find(key) == nullptr) note(key, fmt::format("is missing, expected {}", name_of(kind)));
  return expect_if_there(key, kind);
}

std::string Fields::text(std::string_view key) {
  const Node* value = expect(key, Node::Kind::text);
  if (value == nullptr) return {};
  if (value->text.empty()) note(key, "must not be empty");
  return value->text;
}

std::string Fields::optional_text(std::string_view key) {
  const Node* value = expect_if_there(key, Node::Kind::text);
  return value ? value->text : std::string();
}

std::vector<std::string> Fields::texts(std::string_view key) {
  std::vector<std::string> all;
  const Node* list = expect_if_there(key, Node::Kind::list);
  if (list == nullptr) return all;
  for (const Node& entry : list->entries) {
    if (entry.kind != Node::Kind::text || entry.text.empty())
      problems_->note(entry,
                      fmt::format("key \"{}\": expected a list of texts that are not empty", key));
    else if (std::ranges::find(all, entry.text) != all.end())
      problems_->note(entry, fmt::format("key \"{}\": \"{}\" is listed twice", key, entry.text));
    all.push_back(entry.text);
  }
  return all;
}

std::vector<std::string> Fields::some_texts(std::string_view key) {
  auto all = texts(key);
  if (all.empty()) note(key, "expected a list of at least one text");
  return all;
}

int Fields::whole(std::string_view key, int least, int most) {
  const Node* value = expect(key, Node::Kind::integer);
  if (value == nullptr) return least;
  if (value->number >= least && value->number <= most) return static_cast<int>(value->number);
  note(key, fmt::format("expected a whole number from {} to {}", least, most));
  return least;
}

int Fields::optional_whole(std::string_view key, int otherwise, int least, int most) {
  return has(key) ? whole(key, least, most) : otherwise;
}

double Fields::number(std::string_view key, double least, double most) {
  const Node* value = expect(key, Node::Kind::real);
  if (value == nullptr) return least;
  if (value->number >= least && value->number <= most) return value->number;  // false for NaN
  note(key, fmt::format("expected a number from {} to {}", least, most));
  return least;
}

bool Fields::truth(std::string_view key) {
  const Node* value = expect(key, Node::Kind::boolean);
  return value != nullptr && value->number > 0.5;
}

bool Fields::optional_truth(std::string_view key, bool otherwise) {
  return has(key) ? truth(key) : otherwise;
}

model::LocalText Fields::optional_local_text(std::string_view key) {
  const Node* value = expect_if_there(key, Node::Kind::table);
  if (value == nullptr) return {};
  Fields words(*value, *problems_);
  model::LocalText both{words.text("th"), words.optional_text("en")};
  words.finish();
  return both;
}

model::LocalText Fields::local_text(std::string_view key) {
  if (!has(key)) note(key, "is missing, expected { th = \"…\", en = \"…\" }");
  return optional_local_text(key);
}

std::span<const Node> Fields::tables(std::string_view key) {
  const Node* list = expect_if_there(key, Node::Kind::list);
  if (list == nullptr) return {};
  return list->entries;  // Fields refuses an entry that is no table
}

const Node& Fields::table(std::string_view key) {
  static const Node kNone;
  const Node* value = expect(key, Node::Kind::table);
  return value ? *value : kNone;
}

std::string Fields::one_of(std::string_view key, std::span<const std::string_view> allowed) {
  auto value = text(key);
  if (std::ranges::find(allowed, value) == allowed.end())
    note(key, fmt::format("\"{}\" is unknown, expected {}", value, one_of_these(allowed)));
  return value;
}

std::string Fields::id(std::string_view key) {
  auto value = text(key);
  if (!is_id(value))
    note(key,
         fmt::format("\"{}\" is no id, expected lower-case letters, digits and hyphens", value));
  return value;
}

std::vector<std::string> Fields::others() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : table_->members)
    if (!asked_.contains(key)) keys.push_back(key);
  return keys;
}

void Fields::finish() {
  for (const auto& key : others()) {
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    return note(key, "is unknown here, expected " + one_of_these(known));
  }
}

}  // namespace oit::rulebook
