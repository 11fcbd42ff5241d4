#pragma once
#include <string>

#include "support/process.h"

namespace oit::test {

/// A site of fixtures/sites/ on loopback, served by fixtures/serve.py for as long as this lives.
class FixtureSite {
 public:
  /// `name` is a folder of fixtures/sites/ or the path of one built alike. `rules`: an empty folder
  /// that becomes a copy of rules/ which knows the hosts the site emulates; none when empty.
  explicit FixtureSite(const std::string& name, const std::string& rules = {});

  /// "http://127.0.0.1:PORT/".
  const std::string& url() const { return url_; }

 private:
  Process server_;  ///< ends when its input does
  std::string url_;
};

}  // namespace oit::test
