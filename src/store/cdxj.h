#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "url/url.h"

namespace oit::store {

/// One line of a CDXJ index: where a captured answer stands.
struct CdxjLine {
  std::string url, time;  ///< address; fourteen digits, UTC
  std::string mime;       ///< "warc/revisit" for a body that stands elsewhere; "unk" for none
  std::string status, digest, filename;
  std::uint64_t length = 0, offset = 0;
};

/// The sort-friendly form of an address that web archives' indexes are sorted by: host labels
/// turned round, "www." gone, lower case, query in order: "th,go,abt)/a?b=1".
/// Source: Internet Archive's SURT, as pywb's default canonicalizer makes it.
std::string surt_of(const url::Url& url);

/// "SURT time {json}". An address that is no http(s) address stands as it is.
std::string write_cdxj(const CdxjLine& line);

/// Nothing for a line that is none.
std::optional<CdxjLine> read_cdxj(std::string_view line);

/// Adds `lines` to the sorted index at `path`, made for its owner only: a new file is written and
/// renamed over it. Lines there that are none are dropped. Errors: io.
Result<bool> merge_cdxj(const std::filesystem::path& path, const std::vector<CdxjLine>& lines);

}  // namespace oit::store
