#pragma once
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oit::dashboard {

/// Names and values of a query, unescaped, in the order they were written.
using Params = std::vector<std::pair<std::string, std::string>>;

/// What was asked.
struct Request {
  std::string method = "GET";
  std::string path = "/";  ///< unescaped
  Params params;
  std::string host;  ///< of the Host field, as sent

  /// The first value of that name; "" when there is none.
  std::string_view param(std::string_view name) const;
};

/// What is answered. Headers that every answer has are added by the server.
struct Answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::string file_name = {};  ///< offered as a download under this name; empty: shown
  /// Of long answers: appends what follows `body`, a part at a time; false when that was the last.
  std::function<bool(std::string& out)> rest = {};
};

/// `text` as one part of a path or query: all but letters, digits and "-._~" escaped (RFC 3986).
std::string encode(std::string_view text);

/// A path and query; parameters with an empty value are left out.
std::string link(std::string_view path, const Params& params);

/// Parts of a path between slashes: "/sites/a" gives sites, a; "/" gives none.
std::vector<std::string_view> parts_of(std::string_view path);

/// The name in a Host field, in lower case, without port, closing dot and brackets.
std::string host_name(std::string_view host);

}  // namespace oit::dashboard
