#include "net/robots.h"

#include <algorithm>
#include <charconv>

namespace oit::net {
namespace {

constexpr std::size_t kMostRules = 10'000, kMostSitemaps = 1'000, kLongestPattern = 2'083;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\0'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += '%';
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 0xFU];
}

/// One spelling for rule and path (RFC 9309, section 2.2.2): bytes beyond ASCII are escaped,
/// escapes of unreserved characters are decoded, the others are in upper case.
std::string comparable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const int high = byte == '%' && at + 2 < text.size() ? hex(text[at + 1]) : -1;
    const int low = high >= 0 ? hex(text[at + 2]) : -1;
    if (low >= 0) {
      const auto value = static_cast<unsigned char>(high * 16 + low);
      at += 2;
      if (is_unreserved(value)) {
        out += static_cast<char>(value);
      } else {
        append_escape(out, value);
      }
    } else if (byte <= 0x20 || byte >= 0x7F) {
      append_escape(out, byte);
    } else {
      out += text[at];
    }
  }
  return out;
}

/// Whether `pattern` with "*" and a final "$" matches a beginning of `path`. Linear for each star:
/// only the last star is ever taken back.
bool matches(std::string_view pattern, std::string_view path) {
  const bool is_anchored = pattern.ends_with('$');
  if (is_anchored) pattern.remove_suffix(1);
  std::size_t p = 0, at = 0, star = std::string_view::npos, star_at = 0;
  for (;;) {
    if (p == pattern.size() && (!is_anchored || at == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_at = at;
    } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p;
      ++at;
    } else if (star != std::string_view::npos && star_at < path.size()) {
      p = star;
      at = ++star_at;
    } else {
      return false;
    }
  }
}

/// The next line without its end (LF, CR or both), taken off `rest`.
std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

/// The product token a User-agent line names: letters, "-" and "_" (RFC 9309, section 2.2.1).
std::string token_of(std::string_view value) {
  if (value.starts_with('*')) return "*";
  const auto* const end = std::ranges::find_if_not(
      value, [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_'; });
  return lower(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

std::chrono::milliseconds read_delay(std::string_view value) {
  double seconds = 0;
  std::from_chars(value.data(), value.data() + value.size(), seconds);
  constexpr double kMost = 86'400;
  if (!(seconds > 0)) return std::chrono::milliseconds(0);
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::min(seconds, kMost) * 1000));
}

}  // namespace

/// Reads line by line; keeps the rules for everybody beside ours, until it is known whether any
/// group names us.
class RobotsReader {
 public:
  RobotsReader(std::string_view product, Robots& out) : us_(lower(product)), out_(out) {}

  void read_line(std::string_view line) {
    line = trim(line.substr(0, line.find('#')));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string key = lower(trim(line.substr(0, colon)));
    const std::string_view value = trim(line.substr(colon + 1));
    if (key == "sitemap") {
      if (!value.empty() && out_.sitemaps_.size() < kMostSitemaps)
        out_.sitemaps_.emplace_back(value);
    } else if (key == "user-agent") {
      address(token_of(value));
    } else if (key == "allow" || key == "disallow") {
      in_head_ = false;
      add_rule(value, key == "allow");
    } else if (key == "crawl-delay") {
      in_head_ = false;
      if (to_everyone_) delay_for_everyone_ = read_delay(value);
      if (to_us_) out_.crawl_delay_ = read_delay(value);
    }
  }

  void finish() {
    if (names_us_) return;
    out_.rules_ = std::move(for_everyone_);
    out_.crawl_delay_ = delay_for_everyone_;
  }

 private:
  void address(const std::string& token) {
    if (!in_head_) to_us_ = to_everyone_ = false;  // a new group begins
    in_head_ = true;
    to_everyone_ = to_everyone_ || token == "*";
    to_us_ = to_us_ || token == us_;
    names_us_ = names_us_ || token == us_;
  }

  void add_rule(std::string_view value, bool allow) {
    if (value.empty() || value.size() > kLongestPattern) return;
    Robots::Rule rule{comparable(value), allow};
    if (to_everyone_ && for_everyone_.size() < kMostRules) for_everyone_.push_back(rule);
    if (to_us_ && out_.rules_.size() < kMostRules) out_.rules_.push_back(std::move(rule));
  }

  std::string us_;
  Robots& out_;
  std::vector<Robots::Rule> for_everyone_;
  std::chrono::milliseconds delay_for_everyone_{0};
  bool names_us_ = false, in_head_ = false;
  bool to_us_ = false, to_everyone_ = false;  // whom the current group addresses
};

Robots::Robots(std::string_view bytes, std::string_view product) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  RobotsReader reader(product, *this);
  while (!bytes.empty()) reader.read_line(take_line(bytes));
  reader.finish();
}

bool Robots::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const std::string wanted = comparable(path);
  std::size_t longest = 0;
  bool is_allowed = true;
  for (const auto& rule : rules_) {
    if (rule.pattern.size() < longest || !matches(rule.pattern, wanted)) continue;
    is_allowed = rule.pattern.size() > longest ? rule.allow : is_allowed || rule.allow;
    longest = rule.pattern.size();
  }
  return is_allowed;
}

bool Robots::forbids_all() const {
  const auto closes_all = [](const Rule& rule) {
    return rule.pattern == "/" || rule.pattern == "*" || rule.pattern == "/*";
  };
  return std::ranges::any_of(rules_, closes_all) &&
         std::ranges::none_of(rules_, [](const Rule& rule) { return rule.allow; });
}

}  // namespace oit::net
