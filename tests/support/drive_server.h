#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_server.h"

namespace oit::test {

/// A cloud drive on loopback that behaves like the ones agencies use: links to viewers that only a
/// browser can read, an address that gives the bytes, and all it says instead of them.
class DriveServer {
 public:
  /// What each file holds, by the id in its link.
  explicit DriveServer(std::map<std::string, std::string> files);

  /// The address people share of the file `id`; folders are "months" (one entry per file whose id
  /// begins with "entry"), "none" and "shut". Files without bytes of their own: "private" asks to
  /// sign in, "deleted" is 404, "removed" says so in Thai, "busy" was opened too often, "zero" has
  /// no bytes, "odd" is something else; "big…" asks before it is sent.
  std::string file(std::string_view id) const;
  std::string folder(std::string_view id) const;

  /// The [[host]] of a rules/hosts.toml that knows this drive.
  std::string rules() const;

  /// Targets asked for, without robots.txt, in order of arrival.
  std::vector<std::string> asked() const;

  /// "127.0.0.1:PORT".
  std::string place() const;

 private:
  Reply answer(const std::string& target) const;
  Reply give(const std::string& id) const;
  Reply list(const std::string& id) const;

  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> names_;
  HttpServer server_;  // last: its threads use the rest

 public:
  /// The name the entry `id` has in the list of its folder. Before the first request.
  void name(const std::string& id, const std::string& words) { names_[id] = words; }
};

}  // namespace oit::test
