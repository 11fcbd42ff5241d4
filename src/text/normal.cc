#include "text/normal.h"

#include <algorithm>

#include "text/repair.h"

namespace oit::text {
namespace {
/// Collects NormalText: spaces wait until a character follows.
class NormalSink {
 public:
  struct Saved {
    std::size_t size;
    bool space;
  };

  explicit NormalSink(std::size_t expected) { out_.reserve(expected); }

  void put(char32_t c, std::size_t /*at*/) {
    if (c == ' ') {
      space_ = !out_.empty();
      return;
    }
    if (space_) out_ += ' ';
    space_ = false;
    append_char(out_, c);
  }
  Saved save() const { return {out_.size(), space_}; }
  void back(Saved saved) {
    out_.resize(saved.size);
    space_ = saved.space;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool space_ = false;
};

/// Printable ASCII with single spaces inside: the same before and after.
bool is_normal_ascii(std::string_view text) {
  char previous = ' ';
  for (const char c : text) {
    if (c < 0x20 || c == 0x7F || (c == ' ' && previous == ' ')) return false;
    previous = c;
  }
  return text.empty() || previous != ' ';
}
}  // namespace

std::string normalise(std::string_view utf8) {
  if (is_normal_ascii(utf8)) return std::string(utf8);
  NormalSink sink(utf8.size());
  repair_each(utf8, sink);
  return sink.take();
}

namespace {

/// Whether a Thai digit stands at byte `at`.
bool is_thai_digit(std::string_view text, std::size_t at) {
  const int low = thai_at(text, at);
  return low >= 0x50 && low <= 0x59;
}

}  // namespace

std::string fold_digits(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  std::size_t copied = 0;
  for (std::size_t at = 2; at < utf8.size(); ++at) {
    const auto last = static_cast<unsigned char>(utf8[at]);
    if (last < 0x90 || last > 0x99 || !is_thai_digit(utf8, at - 2)) continue;
    out.append(utf8, copied, at - 2 - copied);
    out += static_cast<char>('0' + (last - 0x90));
    copied = at + 1;
  }
  return out.append(utf8, copied, utf8.size() - copied);
}

bool has_digit(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if ('0' <= utf8[i] && utf8[i] <= '9') return true;
    if (utf8[i] == '\xE0' && is_thai_digit(utf8, i)) return true;
  }
  return false;
}

}  // namespace oit::text
