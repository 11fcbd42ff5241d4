#pragma once
#include <string>

#include "support/process.h"

namespace oit::test {

/// A site of fixtures/sites/ on loopback, served by fixtures/serve.py for as long as this lives.
class FixtureSite {
 public:
  /// `name` is a folder of fixtures/sites/ or the path of one built alike.
  explicit FixtureSite(const std::string& name);

  /// "http://127.0.0.1:PORT/".
  const std::string& url() const { return url_; }

 private:
  Process server_;  ///< ends when its input does
  std::string url_;
};

}  // namespace oit::test
