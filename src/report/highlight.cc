#include "report/highlight.h"

#include <algorithm>

#include "report/markup.h"
#include "text/utf8.h"

namespace oit::report {
namespace {

constexpr std::size_t kShortest = 9;  // bytes: three Thai letters

/// The parts of "a + b", which stand for words in any distance.
void add_words(std::vector<std::string>& to, const std::string& lead) {
  constexpr std::string_view kPlus = " + ";
  for (std::size_t at = 0; at <= lead.size();) {
    const auto end = std::min(lead.find(kPlus, at), lead.size());
    auto word = lead.substr(at, end - at);
    if (word.size() >= kShortest && word.find('{') == std::string::npos)
      to.push_back(std::move(word));
    at = end + kPlus.size();
  }
}

/// Vowels and tones that are drawn over or under the letter before them.
bool is_mark_of_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = text::read_char(text, at).c;
  return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

}  // namespace

std::vector<std::string> matched_words(const model::Finding& finding,
                                       const model::Rulebook* rules) {
  std::vector<std::string> out;
  add_words(out, finding.title.th);
  if (rules != nullptr) {
    const auto topic = std::ranges::find(rules->topics, finding.topic, &model::Topic::id);
    if (topic != rules->topics.end()) {
      add_words(out, topic->title.th);
      for (const auto& name : topic->names) add_words(out, name);
      for (const auto& lead : topic->leads) add_words(out, lead);
    }
  }
  std::ranges::sort(out, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string highlight(std::string_view text, const std::vector<std::string>& words) {
  std::string out;
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const auto word = std::ranges::find_if(words, [&](const std::string& one) {
      return rest.starts_with(one) && !is_mark_of_letter(text, at + one.size());
    });
    if (word == words.end()) {
      ++at;
      continue;
    }
    out += escape(text.substr(plain, at - plain)) + element("mark", "", escape(*word));
    at += word->size();
    plain = at;
  }
  return out + escape(text.substr(plain));
}

}  // namespace oit::report
