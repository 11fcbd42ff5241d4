#include "support/fixture_site.h"

#include <stdexcept>

namespace oit::test {

FixtureSite::FixtureSite(const std::string& name)
    : server_({"python3", OIT_SOURCE_DIR "/fixtures/serve.py", name, "--until-stdin-closes"}, "",
              Process::Input::stays_open),
      url_(server_.first_line()) {
  if (url_.empty()) throw std::runtime_error("fixtures/serve.py does not serve " + name);
}

}  // namespace oit::test
