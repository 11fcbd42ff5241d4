#include "render/api_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/find_text.h"

namespace oit::render {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kShortest = 4, kLongest = 20'000;  // bytes of a string that says something
constexpr std::size_t kDeepest = 64, kMostStrings = 3'000;

std::string without_tags(std::string_view text) {
  std::string out;
  bool in_tag = false;
  for (const char c : text) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>' && in_tag) in_tag = false, out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Words, not an address, a number, a key or a file's bytes.
bool says_something(std::string_view text) {
  if (text.size() < kShortest || text.size() > kLongest) return false;
  if (text.starts_with("http") || text.starts_with("data:") || text.starts_with('/')) return false;
  const bool has_thai = has_text(text, "\xE0\xB8") || has_text(text, "\xE0\xB9");
  return has_thai || text.find(' ') != std::string_view::npos;
}

/// Whether each run of words between the tags of `text` stands in `shown`.
bool is_shown(std::string_view text, std::string_view shown) {
  while (!text.empty()) {
    const auto tag = std::min(text.find('<'), text.size());
    auto words = text.substr(0, tag);
    while (words.starts_with(' ')) words.remove_prefix(1);
    while (words.ends_with(' ')) words.remove_suffix(1);
    if (!words.empty() && !has_text(shown, escaped(words))) return false;
    text.remove_prefix(std::min(text.find('>', tag), text.size() - 1) + 1);
  }
  return true;
}

class Collector {
 public:
  Collector(std::string_view shown, std::size_t limit) : shown_(shown), limit_(limit) {}

  void take(const Json& json, std::size_t depth) {
    if (json.is_string()) return take(json.get_ref<const std::string&>());
    if (!json.is_structured() || depth > kDeepest) return;
    for (const auto& value : json) take(value, depth + 1);
  }

  std::string section() const {
    if (out_.empty()) return {};
    return "\n<section data-oitcheck=\"answers\">\n" + out_ + "</section>\n";
  }

 private:
  void take(const std::string& text) {
    if (out_.size() >= limit_ || !says_something(text) || ++seen_ > kMostStrings) return;
    const auto words = escaped(without_tags(text));
    if (words.size() < kShortest || out_.size() + words.size() > limit_ || is_shown(text, shown_) ||
        !known_.insert(words).second)
      return;
    out_ += "<p>" + words + "</p>\n";
  }

  std::string_view shown_;
  std::size_t limit_, seen_ = 0;
  std::set<std::string> known_;
  std::string out_;
};

}  // namespace

std::string text_of_answers(const std::vector<std::string>& bodies, std::string_view shown,
                            std::size_t limit_bytes) {
  Collector collector(shown, limit_bytes);
  for (const auto& body : bodies)
    if (const auto json = Json::parse(body, nullptr, false); !json.is_discarded())
      collector.take(json, 0);
  return collector.section();
}

}  // namespace oit::render
