#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace oit::net {

/// The rules of one robots.txt for one crawler. Any thread may read it.
///
/// Source: RFC 9309. The groups that name the crawler are taken together, else those of "*". The
/// longest rule that matches decides and Allow wins a tie; "*" and a final "$" mean what they mean
/// there. Crawl-delay (seconds, in the same groups) and Sitemap are the usual extensions.
class Robots {
 public:
  /// No rules: everything is allowed.
  Robots() = default;

  /// Reads `bytes` (UTF-8, a byte order mark and any line ends are fine) for the product token
  /// `product`, compared without regard to case. Lines that mean nothing are skipped, so an HTML
  /// page sent as robots.txt allows everything. Never fails.
  Robots(std::string_view bytes, std::string_view product);

  /// `path` is path and query as requested, "/a/b?c". "/robots.txt" is always allowed.
  bool allows(std::string_view path) const;

  /// True when everything is closed and nothing is opened again.
  bool forbids_all() const;

  std::chrono::milliseconds crawl_delay() const { return crawl_delay_; }
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }  ///< as written

 private:
  friend class RobotsReader;

  struct Rule {
    std::string pattern;  // percent escapes normalised
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::vector<std::string> sitemaps_;
  std::chrono::milliseconds crawl_delay_{0};
};

}  // namespace oit::net
