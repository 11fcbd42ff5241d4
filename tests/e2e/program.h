#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/process.h"

namespace oit::test {

/// Runs oitcheck with `arguments`.
Ended oitcheck(std::vector<std::string> arguments, std::string input = {});

/// The command line of oitcheck with `arguments`.
std::vector<std::string> command(std::vector<std::string> arguments);

/// Options for a quick scan of a site on loopback, as of the day the fixture sites were made for.
std::vector<std::string> scan(const std::string& url, std::vector<std::string> more = {});

/// A folder of its own, removed at the end.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  std::string path(const std::string& name = {}) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

/// The JSON in `path`; a parse error fails the test by its exception.
nlohmann::json read_json(const std::string& path);

}  // namespace oit::test
