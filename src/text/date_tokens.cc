#include "text/date_tokens.h"

#include <algorithm>

#include "text/date_words.h"
#include "text/repair.h"

namespace oit::text {
namespace {
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == '~';
}

/// Collects the characters of a DateText.
class DateSink {
 public:
  DateSink(std::string_view text, DateText& out) : text_(text), out_(out) {
    grow(text.size() / 2 + 16);
  }

  void put(char32_t c, std::size_t at) {
    if (c == ' ' && (text_[at] == '\n' || text_[at] == '\r')) c = '\n';
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (thai_kind(c) == ThaiKind::digit) c = '0' + (c - kThaiZero);
    if (size_ == out_.chars.size()) grow(2 * size_);
    out_.chars[size_] = c;
    out_.origin[size_] = at;
    ++size_;
  }
  std::size_t save() const { return size_; }
  void back(std::size_t size) { size_ = size; }
  void finish() { grow(size_); }

 private:
  void grow(std::size_t size) {
    out_.chars.resize(size);
    out_.origin.resize(size);
  }

  std::string_view text_;
  DateText& out_;
  std::size_t size_ = 0;  // of what was put so far; the strings are larger
};

class Tokenizer {
 public:
  explicit Tokenizer(DateText& text) : text_(text), chars_(text.chars) {}

  void run() {
    for (std::size_t i = 0; i < chars_.size();) i = next(i);
    for (std::size_t i = 0; i < text_.tokens.size(); ++i) check_chain(i);
    for (std::size_t i = 0; i < text_.tokens.size(); ++i) check_spaced_phone(i);
  }

 private:
  std::size_t next(std::size_t i) {
    const char32_t c = chars_[i];
    if (c == ' ' || c == '\n') {
      gap_ = true;
      line_ = line_ || c == '\n';
      return i + 1;
    }
    if (is_digit(c)) return read_number(i);
    if (is_thai_letter(c) || is_latin(c)) return read_word(i);
    if (is_dash(c)) return push(DateWord::to, i, i + 1);
    if (c == '/') return push(DateWord::slash, i, i + 1);
    if (c == '.') return push(DateWord::dot, i, i + 1);
    if (c == ',') return push(DateWord::also, i, i + 1);
    if (c == '(' || c == ')' || c == '[' || c == ']') return push(DateWord::bracket, i, i + 1);
    return push(DateWord::mark, i, i + 1);
  }

  std::size_t push(DateWord word, std::size_t begin, std::size_t end, int value = 0) {
    text_.tokens.push_back(
        {.word = word, .value = value, .gap = gap_, .line = line_, .begin = begin, .end = end});
    gap_ = line_ = false;
    return end;
  }

  bool glued_to_word() const {
    return !gap_ && !text_.tokens.empty() && text_.tokens.back().word == DateWord::other;
  }

  std::size_t read_word(std::size_t i) {
    if (chars_[i] == U'ห' && chars_.substr(i).starts_with(U"หกเดือน"))
      return push_number(i, i + 2, 6, 1);
    const bool in_word = glued_to_word() && is_thai_letter(chars_[i - 1]);
    if (const auto hit = find_date_word(chars_, i, in_word))
      return push(hit->word, i, i + hit->size, hit->value);
    if (in_word && text_.tokens.back().end == i) {
      text_.tokens.back().end = i + 1;
      return i + 1;
    }
    return push(DateWord::other, i, i + 1);
  }

  std::size_t push_number(std::size_t begin, std::size_t end, int value, int digits) {
    push(DateWord::number, begin, end, value);
    text_.tokens.back().digits = digits;
    return end;
  }

  /// A number with its groups and decimals; an amount becomes `other`.
  std::size_t read_number(std::size_t begin) {
    std::size_t end = begin;
    int value = 0;
    while (end < chars_.size() && is_digit(chars_[end])) {
      if (end - begin < 4) value = value * 10 + static_cast<int>(chars_[end] - '0');
      ++end;
    }
    const std::size_t digits = end - begin;
    if (const std::size_t amount = amount_end(begin, end); amount > end)
      return push(DateWord::other, begin, amount);
    const bool bad = digits > 4 || is_glued(begin, end);
    if (bad) return push(DateWord::other, begin, end);
    return push_number(begin, end, value, static_cast<int>(digits));
  }

  /// Where "2,566.00", "25.66" or "20:23" ends; `end` if the number stands alone or in a date.
  std::size_t amount_end(std::size_t begin, std::size_t end) const {
    const auto digits_at = [&](std::size_t at) {
      std::size_t n = 0;
      while (at + n < chars_.size() && is_digit(chars_[at + n])) ++n;
      return n;
    };
    std::size_t i = end;
    while (i < chars_.size() && chars_[i] == ',' && digits_at(i + 1) == 3) i += 4;
    if (i < chars_.size() && chars_[i] == ':' && digits_at(i + 1) > 0 && end - begin <= 2)
      return i + 1 + digits_at(i + 1);
    if (i < chars_.size() && chars_[i] == '.' && digits_at(i + 1) > 0) {
      const std::size_t second = i + 1 + digits_at(i + 1);
      const bool date =
          second < chars_.size() && chars_[second] == '.' && digits_at(second + 1) >= 2;
      const bool in_date = !text_.tokens.empty() && text_.tokens.back().word == DateWord::dot;
      if (!date && !in_date) return second;
    }
    return i;
  }

  /// Letters, a percent or currency sign right before or behind make a number something else.
  bool is_glued(std::size_t begin, std::size_t end) const {
    const char32_t behind = end < chars_.size() ? chars_[end] : char32_t{0};
    if (behind == '%' || behind == U'฿' || behind == '@') return true;
    if (is_latin(behind)) {
      const auto rest = chars_.substr(end);
      const bool ordinal = rest.starts_with(U"st ") || rest.starts_with(U"nd ") ||
                           rest.starts_with(U"rd ") || rest.starts_with(U"th ");
      const bool time = behind == 't' && rest.size() > 2 && is_digit(rest[1]) && is_digit(rest[2]);
      if (!ordinal && !time) return true;
    }
    if (begin == 0) return false;
    const char32_t before = chars_[begin - 1];
    if (before == U'฿' || before == '$' || before == '#' || before == '@') return true;
    const bool known = !text_.tokens.empty() && (text_.tokens.back().word != DateWord::other ||
                                                 text_.tokens.back().value == 1);
    return is_latin(before) && !known;
  }

  bool is_number(std::size_t i) const {
    return i < text_.tokens.size() && text_.tokens[i].digits > 0;
  }
  bool is_joint(std::size_t i) const {  // a dash or slash that touches both neighbours
    return i + 1 < text_.tokens.size() && !text_.tokens[i].gap && !text_.tokens[i + 1].gap &&
           text_.tokens[i].end == text_.tokens[i].begin + 1 && text_.tokens[i].word == DateWord::to;
  }

  /// Numbers joined by dashes are a date, two years or two small numbers; or they are an id.
  void check_chain(std::size_t first) {
    auto& tokens = text_.tokens;
    if (!is_digit(chars_[tokens[first].begin])) return;
    if (first >= 2 && is_joint(first - 1) && is_digit(chars_[tokens[first - 2].begin])) return;
    std::vector<std::size_t> members{first};
    std::size_t last = first;
    while (last + 2 < tokens.size() && is_joint(last + 1) &&
           is_digit(chars_[tokens[last + 2].begin]))
      members.push_back(last += 2);
    if (members.size() == 1 || is_date_chain(members)) return;
    for (const std::size_t i : members) tokens[i].word = DateWord::other;
    for (const std::size_t i : members) tokens[i].digits = 0;
  }

  bool is_date_chain(const std::vector<std::size_t>& members) const {
    const auto& tokens = text_.tokens;
    for (const std::size_t i : members)
      if (!is_number(i)) return false;
    const auto digits = [&](std::size_t n) { return tokens[members[n]].digits; };
    if (members.size() == 2)
      return (digits(0) <= 2 && digits(1) <= 2) ||
             (digits(0) == 4 && (digits(1) == 4 || digits(1) == 2));
    if (members.size() != 3 || digits(1) > 2) return false;
    return (digits(0) == 4 && digits(2) <= 2) ||
           (digits(0) <= 2 && (digits(2) == 4 || digits(2) == 2));
  }

  /// "0 2566 1234": a telephone number in groups.
  void check_spaced_phone(std::size_t i) {
    auto& tokens = text_.tokens;
    if (!is_number(i) || chars_[tokens[i].begin] != '0' || tokens[i].digits > 3) return;
    int digits = tokens[i].digits;
    std::size_t last = i;
    while (is_number(last + 1) && tokens[last + 1].gap && !tokens[last + 1].line && digits < 9 &&
           tokens[last + 1].digits >= 3)
      digits += tokens[++last].digits;
    if (digits != 9 && digits != 10) return;
    for (std::size_t n = i; n <= last; ++n) tokens[n].word = DateWord::other;
    for (std::size_t n = i; n <= last; ++n) tokens[n].digits = 0;
  }

  DateText& text_;
  std::u32string_view chars_;
  bool gap_ = false;
  bool line_ = false;
};
}  // namespace

DateText read_date_text(std::string_view utf8) {
  DateText text;
  DateSink sink(utf8, text);
  repair_each(utf8, sink);
  sink.finish();
  Tokenizer(text).run();
  return text;
}

bool ends_in(std::u32string_view chars, std::size_t at, std::u32string_view word) {
  while (at > 0 && (chars[at - 1] == ' ' || chars[at - 1] == '\n')) --at;
  return chars.substr(0, at).ends_with(word);
}

}  // namespace oit::text
