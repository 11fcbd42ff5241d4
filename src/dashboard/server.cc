#include "dashboard/server.h"

#include <httplib.h>

#include <charconv>
#include <thread>

namespace oit::dashboard {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kThreads = 16;  // a connection that says nothing takes one for kPatience
constexpr auto kPatience = 3s;

Request request_of(const httplib::Request& asked) {
  Request request;
  request.method = asked.method;
  request.path = asked.path;
  for (const auto& [name, value] : asked.params) request.params.emplace_back(name, value);
  if (asked.get_header_value_count("Host") == 1) request.host = asked.get_header_value("Host");
  return request;
}

httplib::Headers headers() {
  return {{"Content-Security-Policy",
           "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
           "base-uri 'none'; frame-ancestors 'none'"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"},
          {"Referrer-Policy", "no-referrer"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
          {"Cache-Control", "no-store"}};
}

/// Sends a long answer as it is made; whoever speaks HTTP/1.0 gets it in one piece.
void write_long(const Answer& answer, bool in_chunks, httplib::Response& response) {
  if (!in_chunks) {
    auto body = answer.body;
    while (answer.rest(body)) {
    }
    response.set_content(std::move(body), answer.type);
    return;
  }
  response.set_chunked_content_provider(
      answer.type, [part = answer.body, rest = answer.rest](std::size_t, auto& sink) mutable {
        const bool goes_on = rest(part);
        const bool sent = sink.write(part.data(), part.size());
        part.clear();
        if (!goes_on) sink.done();
        return sent;
      });
}

void write(const Answer& answer, const httplib::Request& asked, httplib::Response& response) {
  response.status = answer.status;
  if (answer.status == 405) response.set_header("Allow", "GET, HEAD");
  if (!answer.file_name.empty())
    response.set_header("Content-Disposition", "attachment; filename=\"" + answer.file_name + '"');
  if (answer.rest)
    write_long(answer, asked.version != "HTTP/1.0", response);
  else
    response.set_content(answer.body, answer.type);
}

}  // namespace

struct Server::Inside {
  httplib::Server server;
};

Result<Place> read_place(const std::string& text) {
  const auto colon = text.rfind(':');
  Place place;
  const auto digits = colon == std::string::npos ? std::string() : text.substr(colon + 1);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), place.port);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() ||
      place.port < 0 || place.port > 65535)
    return fail(ErrorCode::bad_argument,
                "\"" + text + "\" is no place to listen at; write ADDRESS:PORT, as 127.0.0.1:8080");
  auto address = text.substr(0, colon);
  const bool bracketed = address.starts_with('[') && address.ends_with(']');
  if (bracketed) address = address.substr(1, address.size() - 2);
  if (!bracketed && address.find(':') != std::string::npos)
    return fail(ErrorCode::bad_argument,
                "\"" + text + "\": write an IPv6 address in brackets, as [::1]:8080");
  if (!address.empty()) place.address = address;
  return place;
}

Server::Server(Dashboard& dashboard) : inside_(std::make_unique<Inside>()) {
  auto& server = inside_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1);  // a body nobody reads is never taken for a request
  server.set_read_timeout(kPatience);
  server.set_write_timeout(10s);
  server.set_payload_max_length(0);
  server.set_default_headers(headers());
  server.set_pre_routing_handler([&dashboard](const auto& asked, auto& response) {
    write(dashboard.answer(request_of(asked)), asked, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_exception_handler([](const auto&, auto& response, const std::exception_ptr&) {
    response.status = 500;
    response.set_content("failed\n", "text/plain");
  });
}

Server::~Server() = default;

Result<int> Server::bind(const Place& place) {
  int port = place.port;
  if (port == 0)
    port = inside_->server.bind_to_any_port(place.address);
  else if (!inside_->server.bind_to_port(place.address, port))
    port = -1;
  if (port < 0)
    return fail(ErrorCode::io, "cannot listen at " + place.address + ':' +
                                   std::to_string(place.port) +
                                   "; it is taken, or no address of this machine");
  return port;
}

void Server::run(const std::atomic<bool>& stop_asked) {
  std::jthread watch([&](const std::stop_token& ended) {
    while (!stop_asked && !ended.stop_requested()) std::this_thread::sleep_for(50ms);
    inside_->server.stop();
  });
  inside_->server.listen_after_bind();
}

}  // namespace oit::dashboard
