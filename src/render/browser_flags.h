#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace oit::render {

/// The browser's program: `given` when it is not empty, else what OITCHECK_CHROMIUM names, else
/// chromium of the PATH. An absolute path. Errors: bad_argument (`given` or the variable names
/// nothing that can be run), process (there is no browser; the message says how to get one).
Result<std::string> find_browser(const std::string& given);

/// The arguments under which it draws pages for us: headless, its own folder, every request through
/// the proxy on `proxy_port`, nothing to its vendor, its sandbox on.
std::vector<std::string> browser_arguments(int proxy_port, const std::string& user_agent);

}  // namespace oit::render
