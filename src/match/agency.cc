#include "match/agency.h"

#include <algorithm>
#include <bitset>
#include <map>

#include "text/match_key.h"

namespace oit::match {
namespace {

constexpr std::string_view kLocal = "local";                 // the kin of local governments
constexpr std::size_t kShortestName = 6, kLongestName = 90;  // bytes: 2 to 30 Thai letters

bool thai_letter(std::string_view text, std::size_t i) {
  return i + 2 < text.size() && text[i] == '\xE0' &&
         (text[i + 1] == '\xB8' || text[i + 1] == '\xB9');
}

/// The first two letters of all words for agencies: they leave out most places of a text.
class Beginnings {
 public:
  explicit Beginnings(const model::Rulebook& rulebook) {
    for (const auto& type : rulebook.agency_types)
      for (const auto& word : type.words) {
        if (thai_letter(word, 0)) first_.set(place(word, 0));
        if (thai_letter(word, 3))
          second_.set(place(word, 3));
        else
          second_.set();
      }
  }
  bool may_be_at(std::string_view text, std::size_t i) const {
    if (!first_.test(place(text, i))) return false;
    return !thai_letter(text, i + 3) || second_.test(place(text, i + 3));
  }

 private:
  static std::size_t place(std::string_view text, std::size_t i) {
    const auto row = static_cast<unsigned char>(text[i + 1]) & 1U;
    return row << 6U | (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
  }
  std::bitset<128> first_, second_;
};

/// The longest word of any agency type that stands at `i`; its type through `type`.
std::size_t kind_at(std::string_view text, std::size_t i, const model::Rulebook& rulebook,
                    const model::AgencyType** type) {
  std::size_t longest = 0;
  for (const auto& candidate : rulebook.agency_types) {
    for (const auto& word : candidate.words) {
      if (word.size() <= longest || !text.substr(i).starts_with(word)) continue;
      longest = word.size();
      *type = &candidate;
    }
  }
  return longest;
}

/// The kind of agency is followed by the rest of a sentence, not by a name.
bool goes_on(std::string_view name, const model::Rulebook& rulebook) {
  const auto list = rulebook.words.find("agency_stop_words");
  return list != rulebook.words.end() && std::ranges::any_of(list->second, [&](const auto& word) {
           return name.starts_with(word);
         });
}

}  // namespace

std::vector<AgencyName> find_agencies(std::string_view utf8, const model::Rulebook& rulebook) {
  const Beginnings beginnings(rulebook);
  std::vector<AgencyName> names;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (!thai_letter(utf8, i)) continue;
    const model::AgencyType* type = nullptr;
    const auto kind = beginnings.may_be_at(utf8, i) ? kind_at(utf8, i, rulebook, &type) : 0;
    if (kind == 0) {
      i += 2;
      continue;
    }
    std::size_t begin = i + kind;
    const bool abbreviated = utf8[begin - 1] == '.';  // only "อบต. หนองคล้า" is written apart
    if (abbreviated && begin < utf8.size() && utf8[begin] == ' ') ++begin;
    std::size_t end = begin;
    while (thai_letter(utf8, end)) end += 3;
    if (end - begin >= kShortestName && end - begin <= kLongestName &&
        !goes_on(utf8.substr(begin, end - begin), rulebook))
      names.push_back({type->id, type->kin, std::string(utf8.substr(begin, end - begin)), i, end});
    i = std::max(i + kind, end) - 1;
  }
  return names;
}

std::string own_agency(std::string_view title, std::string_view text,
                       const model::Rulebook& rulebook) {
  if (const auto named = find_agencies(title, rulebook); !named.empty())
    return std::string(title.substr(named.front().begin, named.front().end - named.front().begin));
  std::map<std::string, std::pair<int, std::string>> counted;
  for (const auto& name : find_agencies(text, rulebook)) {
    if (name.kin != kLocal) continue;  // schools and hospitals are in everyone's news
    auto& entry = counted[name.proper];
    ++entry.first;
    if (entry.second.empty())
      entry.second = std::string(text.substr(name.begin, name.end - name.begin));
  }
  const auto most =
      std::ranges::max_element(counted, {}, [](const auto& entry) { return entry.second.first; });
  return most == counted.end() || most->second.first < 2 ? std::string() : most->second.second;
}

std::string kin_of(std::string_view agency, const model::Rulebook& rulebook) {
  const auto named = find_agencies(agency, rulebook);
  return named.empty() ? std::string(kLocal) : named.front().kin;
}

std::string proper_name(std::string_view agency, const model::Rulebook& rulebook) {
  const auto named = find_agencies(agency, rulebook);
  return named.empty() ? std::string(agency) : named.front().proper;
}

bool has_lost_marks_of(std::string_view read, std::string_view name) {
  const auto left = text::make_match_key(read, false).bytes;
  const auto whole = text::make_match_key(name, false).bytes;
  std::size_t at = 0;
  for (const char c : whole) {
    const auto without_mark = text::skeleton({&c, 1});
    if (at < left.size() && (left[at] == c || without_mark == left.substr(at, 1)))
      ++at;
    else if (!without_mark.empty())
      return false;
  }
  return at == left.size() && left != whole;
}

std::string agency_type(std::string_view name, const model::Rulebook& rulebook) {
  const model::AgencyType* best = nullptr;
  std::size_t longest = 0;
  for (const auto& type : rulebook.agency_types)
    for (const auto& word : type.words)
      if (word.size() > longest && name.find(word) != std::string_view::npos) {
        longest = word.size();
        best = &type;
      }
  return best == nullptr ? "generic" : best->id;
}

}  // namespace oit::match
