#include "scan/run_options.h"

#include <nlohmann/json.hpp>

#include "scan/render_mode.h"

namespace oit::scan {
namespace {
using Json = nlohmann::json;
using std::chrono::milliseconds;
}  // namespace

std::string write_run_options(const ScanOptions& options) {
  const auto& fetch = options.fetch;
  const Json json = {{"max_pages", options.max_pages},
                     {"max_time_ms", options.max_time.count()},
                     {"connections", options.connections},
                     {"exhaustive", options.exhaustive},
                     {"ocr", options.ocr},
                     {"ocr_pages", options.ocr_pages},
                     {"render", options.has_browser ? name_of(options.render) : "none"},
                     {"max_rendered", options.max_rendered},
                     {"second_pass", options.second_pass},
                     {"ignore_robots", fetch.ignore_robots},
                     {"ignore_politeness", fetch.ignore_politeness},
                     {"auto_delay", fetch.auto_delay},
                     {"delay_ms", fetch.fixed_delay.count()},
                     {"allow_private", fetch.allow_private},
                     {"user_agent", fetch.user_agent}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<bool> read_run_options(std::string_view text, ScanOptions& options) {
  try {
    const auto json = Json::parse(text);
    auto& fetch = options.fetch;
    options.max_pages = json.at("max_pages");
    options.max_time = milliseconds(json.at("max_time_ms").get<std::int64_t>());
    options.connections = json.at("connections");
    options.exhaustive = json.at("exhaustive");
    options.ocr = json.value("ocr", false);  // runs before there was any had none
    options.ocr_pages = json.value("ocr_pages", options.ocr_pages);
    options.second_pass = json.at("second_pass");
    const auto mode = read_render_mode(json.value("render", "none"));  // before: no browser
    options.has_browser = mode.has_value();
    options.render = mode.value_or(model::RenderMode::never);
    options.max_rendered = json.value("max_rendered", options.max_rendered);
    fetch.connections_per_host = static_cast<int>(options.connections);
    fetch.ignore_robots = json.at("ignore_robots");
    fetch.ignore_politeness = json.at("ignore_politeness");
    fetch.auto_delay = json.at("auto_delay");
    fetch.fixed_delay = milliseconds(json.at("delay_ms").get<std::int64_t>());
    fetch.allow_private = json.at("allow_private").get<std::vector<std::string>>();
    fetch.user_agent = json.at("user_agent");
    return true;
  } catch (const Json::exception& error) {
    return fail(ErrorCode::bad_config,
                std::string("the options of the run cannot be read: ") + error.what());
  }
}

}  // namespace oit::scan
