// Whatever a page calls an address: it is refused, or it has one http(s) spelling that stays.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "url/url.h"

namespace {

using oit::url::Url;

void check(const oit::Result<Url>& url) {
  if (!url) return;
  OIT_CHECK(url->scheme() == "http" || url->scheme() == "https");
  OIT_CHECK(!url->host().empty() && url->path().starts_with('/'));
  OIT_CHECK(url->port() > 0 && url->port() < 65'536 && url->text().size() <= 2'083);
  for (const char c : url->text()) OIT_CHECK(c > ' ' && c < '\x7f');
  const auto again = Url::parse(url->text());
  OIT_CHECK(again.has_value() && *again == *url);
  OIT_CHECK(oit::url::is_same_site(*url, *again));
  const Url less = oit::url::without_parameters(*url, {"sid", "jsessionid"});
  OIT_CHECK(less.origin() == url->origin() && less.text().size() <= url->text().size());
  OIT_CHECK(!oit::url::registrable_domain(url->host()).empty());
  static_cast<void>(url->readable());
  static_cast<void>(url->file_name());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Url base = Url::parse("https://www.base.go.th/a/b.php?c=1").value();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(Url::parse(text));
  check(Url::resolve(base, text));
  check(Url::resolve(base, text, oit::url::QueryCharset::windows_874));
  static_cast<void>(oit::url::decode_percent(text));
  return 0;
}
