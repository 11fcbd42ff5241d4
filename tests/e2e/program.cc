#include "e2e/program.h"

#include <stdlib.h>  // mkdtemp

#include <utility>

#include "base/file.h"

namespace oit::test {

std::vector<std::string> command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), OITCHECK);
  return arguments;
}

Ended oitcheck(std::vector<std::string> arguments, std::string input) {
  return run(command(std::move(arguments)), std::move(input));
}

std::vector<std::string> scan(const std::string& url, std::vector<std::string> more) {
  std::vector<std::string> all = {"scan",          url,        "--as-of",    "2023-04-20",
                                  "--rules",       "ita-2566", "--delay",    "0",
                                  "--connections", "4",        "--max-time", "5min"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TempFolder::TempFolder() {
  std::string name = std::filesystem::temp_directory_path() / "oitcheck-e2e-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  folder_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

nlohmann::json read_json(const std::string& path) {
  return nlohmann::json::parse(read_file(path).value());
}

}  // namespace oit::test
