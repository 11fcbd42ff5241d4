#include "support/http_server.h"

#include <algorithm>
#include <string>

namespace oit::test {

HttpServer::HttpServer(Handler handler)
    : handler_(std::move(handler)),
      server_([this](Connection& connection) { serve(connection); }) {}

HttpServer::HttpServer(std::map<std::string, Reply> pages)
    : HttpServer([pages = std::move(pages)](const Asked& asked) {
        const auto found = pages.find(asked.target);
        return found == pages.end() ? Reply{404, {}, "<title>404</title>"} : found->second;
      }) {}

std::string HttpServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}

std::vector<Asked> HttpServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void HttpServer::serve(Connection& connection) {
  for (;;) {
    const std::string head = connection.read_head();
    if (head.empty()) return;
    Asked asked = read_request(head);
    if (const auto length = asked.fields.find("content-length"); length != asked.fields.end())
      asked.body = connection.read_bytes(std::stoul(length->second));
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(asked);
    }
    const Reply reply = handler_(asked);
    if (!connection.pause(reply.delay_ms) || !connection.send(wire_of(reply))) return;
  }
}

Asked read_request(std::string_view head) {
  Asked asked;
  asked.at = std::chrono::steady_clock::now();
  const auto first = head.substr(0, head.find("\r\n"));
  const auto begin = first.find(' ') + 1;
  asked.method = std::string(first.substr(0, begin - 1));
  asked.target = std::string(first.substr(begin, first.find(' ', begin) - begin));
  for (auto at = first.size() + 2; at < head.size();) {
    const auto end = head.find("\r\n", at);
    const auto line = head.substr(at, end - at);
    at = end + 2;
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    asked.fields[name] = std::string(line.substr(colon + 2));
  }
  return asked;
}

std::string wire_of(const Reply& reply) {
  std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " Status\r\n";
  bool has_type = false;
  for (const auto& [name, value] : reply.headers) {
    out += name + ": " + value + "\r\n";
    has_type = has_type || name == "Content-Type";
  }
  if (!has_type) out += "Content-Type: text/html; charset=utf-8\r\n";
  const bool has_body = reply.status >= 200 && reply.status != 204 && reply.status != 304;
  if (has_body) out += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
  return out + "\r\n" + (has_body ? reply.body : "");
}

}  // namespace oit::test
