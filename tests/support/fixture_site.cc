#include "support/fixture_site.h"

#include <stdexcept>
#include <vector>

namespace oit::test {

namespace {

std::vector<std::string> command(const std::string& name, const std::string& rules) {
  std::vector<std::string> words = {"python3", OIT_SOURCE_DIR "/fixtures/serve.py", name,
                                    "--until-stdin-closes"};
  if (!rules.empty()) words.insert(words.end(), {"--rules", rules});
  return words;
}

}  // namespace

FixtureSite::FixtureSite(const std::string& name, const std::string& rules)
    : server_(command(name, rules), "", Process::Input::stays_open), url_(server_.first_line()) {
  if (url_.empty()) throw std::runtime_error("fixtures/serve.py does not serve " + name);
}

}  // namespace oit::test
