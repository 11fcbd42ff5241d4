#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/dates.h"

namespace oit::store {

/// What a capture says before its first answer: all that judging it again needs beside the answers.
struct SiteHead {
  std::string site;       ///< id of the site: letters, digits, '.', '_' and '-'; names the file
  std::string requested;  ///< the address as the operator wrote it
  std::string seed;       ///< the address the crawl began with
  std::string name;       ///< the office's name in UTF-8, when the operator gave one
  std::string tool;       ///< name and version of the program: "oitcheck/0.1.0"
  std::string rulebook;   ///< id of the rules of that run: "ita-2566"
  text::Day as_of{};
  std::string options = "{}";  ///< a JSON value, ours to keep and the caller's to read
  std::chrono::system_clock::time_point started_at{};  ///< kept to the millisecond

  bool operator==(const SiteHead&) const = default;
};

/// What it says after the last one.
struct SiteEnd {
  std::size_t asked = 0;            ///< addresses the crawl asked for
  std::vector<std::string> limits;  ///< names of the limits that bit, as in the report
  bool complete = false;            ///< the crawl ended by itself

  bool operator==(const SiteEnd&) const = default;
};

/// Whether `id` may name a file of ours: letters, digits, '.', '_' and '-', at most 128 of them,
/// not beginning with '.' or '-'.
bool is_site_id(std::string_view id);

/// "<site>-<YYYYMMDDhhmmss>.warc.gz" with the start in UTC.
std::string capture_name(const SiteHead& head);

}  // namespace oit::store
