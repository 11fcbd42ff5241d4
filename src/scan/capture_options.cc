#include "scan/capture_options.h"

#include <nlohmann/json.hpp>

#include "scan/run_options.h"
#include "scan/sites_file.h"

namespace oit::scan {
namespace {
using Json = nlohmann::json;
}

std::string write_capture_options(const CaptureOptions& options) {
  const Json json = {{"entry", Json::parse(write_entry_json(options.entry))},
                     {"options", Json::parse(write_run_options(options.options))},
                     {"revision", options.revision},
                     {"can_recognise", options.can_recognise}};
  return json.dump();
}

Result<CaptureOptions> read_capture_options(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    CaptureOptions out;
    auto entry = read_entry_json(json.at("entry").dump());
    if (!entry) return pass_on(entry);
    out.entry = std::move(*entry);
    if (auto read = read_run_options(json.at("options").dump(), out.options); !read)
      return pass_on(read);
    out.revision = json.at("revision");
    out.can_recognise = json.value("can_recognise", false);
    return out;
  } catch (const Json::exception& error) {
    return fail(ErrorCode::bad_config,
                std::string("the head of the capture cannot be read: ") + error.what());
  }
}

}  // namespace oit::scan
