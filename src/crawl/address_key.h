#pragma once
#include <string>
#include <vector>

#include "url/url.h"

namespace oit::crawl {

/// The one spelling of an address under which a page of a site is known: session parameters are
/// gone, and the site's own host is spelled as in `home`, with or without "www." and with its
/// scheme.
url::Url address_key(const url::Url& address, const url::Url& home,
                     const std::vector<std::string>& session_parameters);

/// The shape of an address: path and sorted names of its parameters, with digit runs as "#".
/// Addresses of one calendar or of one list share it.
std::string address_shape(const url::Url& address);

/// True for an address no page of a site should have: more than 20 path segments, or one segment
/// more than twice in a row.
bool is_runaway(const url::Url& address);

/// The words in the last segment of a path: "/แผน-พัฒนา_ท้องถิ่น.html" gives "แผน พัฒนา ท้องถิ่น".
std::string words_of_path(const url::Url& address);

}  // namespace oit::crawl
