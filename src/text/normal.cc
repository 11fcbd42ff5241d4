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

std::string fold_digits(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const ReadChar read = read_char(utf8, i);
    if (read.valid && thai_kind(read.c) == ThaiKind::digit)
      out += static_cast<char>('0' + (read.c - kThaiZero));
    else
      out += utf8.substr(i, read.size);
    i += read.size;
  }
  return out;
}

}  // namespace oit::text
