#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace oit::render {

using Json = nlohmann::json;

/// The member `key` of an object, or an empty one when there is none of its kind: a browser that
/// has shown strangers' pages is not to be trusted with our types.
const std::string& text_at(const Json& json, const char* key);
const Json& object_at(const Json& json, const char* key);
double number_at(const Json& json, const char* key);
bool flag_at(const Json& json, const char* key);

/// The browser's debugging protocol over a pair of pipes: JSON texts that end with a NUL byte.
/// Source: Chrome DevTools Protocol 1.3, and `--remote-debugging-pipe`. One thread; nothing blocks.
class DevTools {
 public:
  /// What a command gave, or null when it failed; `error` says why.
  using Answered = std::function<void(const Json* result, const std::string& error)>;
  /// `session` is empty for the browser itself.
  using Happened =
      std::function<void(const std::string& session, const std::string& method, const Json& what)>;

  /// `in` and `out` do not block and outlive this.
  DevTools(int in, int out, Happened happened);

  /// Queues a command for a page's session, or for the browser when `session` is empty.
  void send(const std::string& session, std::string_view method, Json parameters);

  /// The same; `answered` is called once, unless `asker` is forgotten before.
  void ask(const void* asker, const std::string& session, std::string_view method, Json parameters,
           Answered answered);

  /// Nobody waits any more for what `asker` asked.
  void forget(const void* asker);

  /// Writes what is queued, as far as the pipe takes it. False when the browser is gone.
  bool write();
  bool wants_to_write() const { return !queued_.empty(); }

  /// Reads what there is and calls what waits for it. False when the browser is gone or no longer
  /// speaks the protocol.
  bool read();

 private:
  struct Waiting {
    const void* asker = nullptr;
    Answered answered;
  };
  bool take(std::string_view message);

  int in_, out_;
  Happened happened_;
  int last_id_ = 0;
  std::map<int, Waiting> waiting_;
  std::string queued_, read_;
};

}  // namespace oit::render
