#pragma once
#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

namespace oit::report {

/// Validates by the JSON Schema (draft 2020-12) keywords that our schemas use; a keyword it does
/// not know is an error itself.
class Schema {
 public:
  using Json = nlohmann::json;

  explicit Schema(Json root) : root_(std::move(root)) {}

  /// One line per violation.
  std::vector<std::string> check(const Json& value) {
    errors_.clear();
    check(root_, value, "$");
    return errors_;
  }

 private:
  static bool is_type(const Json& value, const std::string& type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  void demand(bool fine, const std::string& at, const std::string& keyword) {
    if (!fine) errors_.push_back(at + ": " + keyword);
  }

  void check_object(const Json& schema, const Json& value, const std::string& at) {
    const auto properties = schema.value("properties", Json::object());
    for (const auto& [key, member] : value.items()) {
      if (properties.contains(key))
        check(properties[key], member, at + "." + key);
      else
        demand(schema.value("additionalProperties", true), at, "additional " + key);
    }
    for (const auto& key : schema.value("required", Json::array()))
      demand(value.contains(key.get<std::string>()), at, "required " + key.get<std::string>());
  }

  void check_scalar(const Json& schema, const Json& value, const std::string& at) {
    if (schema.contains("const")) demand(value == schema["const"], at, "const");
    if (schema.contains("enum"))
      demand(std::ranges::find(schema["enum"], value) != schema["enum"].end(), at,
             "enum " + value.dump());
    if (value.is_number() && schema.contains("minimum"))
      demand(value >= schema["minimum"], at, "minimum");
    if (value.is_number() && schema.contains("maximum"))
      demand(value <= schema["maximum"], at, "maximum");
    if (value.is_string() && schema.contains("pattern"))
      demand(std::regex_search(value.get<std::string>(),
                               std::regex(schema["pattern"].get<std::string>())),
             at, "pattern");
  }

  void check(const Json& schema, const Json& value, const std::string& at) {
    static const std::vector<std::string> kKnown = {
        "$schema", "$defs",   "$ref",       "title", "description", "type",
        "const",   "enum",    "properties", "items", "required",    "additionalProperties",
        "minimum", "maximum", "pattern"};
    for (const auto& [keyword, ignored] : schema.items())
      demand(std::ranges::find(kKnown, keyword) != kKnown.end(), at, "unknown keyword " + keyword);
    if (schema.contains("$ref"))
      return check(root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value,
                   at);
    if (schema.contains("type")) {
      const auto types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
      demand(std::ranges::any_of(types, [&](const Json& type) { return is_type(value, type); }), at,
             "type");
    }
    check_scalar(schema, value, at);
    if (value.is_object()) check_object(schema, value, at);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(schema["items"], value[i], at + "[" + std::to_string(i) + "]");
  }

  Json root_;
  std::vector<std::string> errors_;
};

}  // namespace oit::report
