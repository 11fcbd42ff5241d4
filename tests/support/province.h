#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_server.h"

namespace oit::test {

/// What one site of a Province was asked for and gave.
struct Tally {
  std::size_t requests = 0;
  std::size_t unchanged = 0;  ///< answers of 304
  std::size_t documents = 0;  ///< PDF files sent whole
  std::size_t bytes = 0;      ///< heads and bodies
};

/// Small sites of invented agencies on loopback, each on a port of its own: a home page, six to ten
/// pages that differ between sites in which items they hold and of which year, and a PDF file.
/// Every answer of 200 has an ETag, and a request with the same one gets 304.
class Province {
 public:
  /// `answer_ms` is how late each answer is.
  explicit Province(std::size_t sites, int answer_ms = 3);

  std::size_t size() const { return sites_.size(); }
  std::string url(std::size_t site) const;
  static std::string id(std::size_t site);  ///< "site-07"

  /// A table for `scan --sites`, CSV with its head, of all sites.
  std::string list() const;

  /// The path of a page of every site, whose item is O3.
  static constexpr std::string_view kDuties = "/duties.html";

  /// Puts `body` (or, when it is empty, nothing: 404) in the place of a page.
  void change(std::size_t site, std::string_view path, const std::string& body);

  Tally tally(std::size_t site) const;
  void forget_tallies();

 private:
  struct Site {
    std::string name;
    std::map<std::string, Reply, std::less<>> pages;
    Tally tally;
    std::unique_ptr<HttpServer> server;
  };

  Reply answer(Site& site, const Asked& asked);

  int answer_ms_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Site>> sites_;
};

/// A page of a site of the province: its menu, `title` as its heading, `text` as it stands.
std::string province_page(const std::string& agency, const std::string& title,
                          const std::string& text);

}  // namespace oit::test
