#include "render/devtools.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace oit::render {
namespace {

constexpr std::size_t kLongestMessage = std::size_t{96} << 20;  // a DOM, escaped twice

}  // namespace

const std::string& text_at(const Json& json, const char* key) {
  static const std::string kNone;
  const auto found = json.find(key);
  return found == json.end() || !found->is_string() ? kNone : found->get_ref<const std::string&>();
}

const Json& object_at(const Json& json, const char* key) {
  static const Json kNone = Json::object();
  const auto found = json.find(key);
  return found == json.end() || !found->is_object() ? kNone : *found;
}

double number_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || !found->is_number() ? 0 : found->get<double>();
}

bool flag_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

DevTools::DevTools(int in, int out, Happened happened)
    : in_(in), out_(out), happened_(std::move(happened)) {}

void DevTools::send(const std::string& session, std::string_view method, Json parameters) {
  Json message{{"id", ++last_id_}, {"method", method}, {"params", std::move(parameters)}};
  if (!session.empty()) message["sessionId"] = session;
  queued_ += message.dump(-1, ' ', false, Json::error_handler_t::replace);
  queued_ += '\0';
}

void DevTools::ask(const void* asker, const std::string& session, std::string_view method,
                   Json parameters, Answered answered) {
  send(session, method, std::move(parameters));
  waiting_[last_id_] = {asker, std::move(answered)};
}

void DevTools::forget(const void* asker) {
  std::erase_if(waiting_, [asker](const auto& entry) { return entry.second.asker == asker; });
}

bool DevTools::write() {
  while (!queued_.empty()) {
    const auto written = ::write(in_, queued_.data(), queued_.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno == EAGAIN;
    queued_.erase(0, static_cast<std::size_t>(written));
  }
  return true;
}

bool DevTools::read() {
  std::array<char, 65536> buffer{};
  while (true) {
    const auto got = ::read(out_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
    const auto searched = read_.size();
    read_ += bytes;
    if (read_.size() > kLongestMessage) return false;
    std::size_t begin = 0;
    for (auto end = read_.find('\0', searched); end != std::string::npos;
         end = read_.find('\0', begin)) {
      if (!take(std::string_view(read_).substr(begin, end - begin))) return false;
      begin = end + 1;
    }
    read_.erase(0, begin);
  }
}

bool DevTools::take(std::string_view message) {
  const auto json = Json::parse(message, nullptr, false);
  if (!json.is_object()) return false;
  if (const auto id = json.find("id"); id != json.end() && id->is_number_integer()) {
    const auto waiting = waiting_.extract(id->get<int>());
    if (waiting.empty()) return true;
    const auto result = json.find("result");
    const bool is_good = result != json.end() && result->is_object();
    const auto& why = text_at(object_at(json, "error"), "message");
    waiting.mapped().answered(is_good ? &*result : nullptr, why);
  } else if (const auto& method = text_at(json, "method"); !method.empty()) {
    happened_(text_at(json, "sessionId"), method, object_at(json, "params"));
  }
  return true;
}

}  // namespace oit::render
