#include "doc/picture.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "doc/mapped_file.h"

namespace oit::doc {
namespace {

constexpr double kMaxDecoded = 240e6;  // bytes, before the picture is made smaller
constexpr int kMaxSide = 60'000;
constexpr double kSmallSide = 1200;  // pixels; the shorter side of a letter page at 150 dpi

struct Destroy {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Pix = std::unique_ptr<PIX, Destroy>;

/// Bytes the picture takes once decoded, by what its head says; negative when that is unreadable.
double decoded_bytes(std::string_view bytes) {
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 format = 0, width = 0, height = 0, depth = 0, samples = 0, mapped = 0;
  const auto two = [&](std::size_t at) { return data[at] | data[at + 1] << 8; };
  if (bytes.starts_with("GIF8") && bytes.size() > 10) {  // the library would decode it for this
    width = two(6);
    height = two(8);
    depth = 8;
    samples = 1;
  } else if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, &depth, &samples,
                              &mapped) != 0) {
    return -1;
  }
  if (width <= 0 || height <= 0) return -1;
  if (width > kMaxSide || height > kMaxSide) return kMaxDecoded * 2;
  const double per_pixel = samples >= 3 ? 4 : std::max(depth, 1) * std::max(samples, 1) / 8.0;
  return per_pixel * width * height;
}

/// Whether the bytes begin as a kind of picture that the library reads: what does not open then is
/// damaged.
bool is_known_kind(std::string_view bytes) {
  constexpr std::string_view kKinds[] = {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "BM", "II*", "MM"};
  return std::ranges::any_of(kKinds, [&](auto kind) { return bytes.starts_with(kind); }) ||
         (bytes.starts_with("RIFF") && bytes.substr(0, 16).find("WEBP") != std::string_view::npos);
}

/// A JPEG file that breaks off: no end mark follows its last scan, and where its pixels end, those
/// decoded as zeros begin. Source: ITU-T T.81, B.1.1 and A.3.1.
bool is_cut(std::string_view bytes, const GreyPage& page) {
  constexpr int kNothing = 128, kSpread = 2;
  if (!bytes.starts_with("\xFF\xD8")) return false;
  const auto scan = bytes.rfind("\xFF\xDA");
  if (scan == std::string_view::npos) return true;
  if (bytes.find("\xFF\xD9", scan) != std::string_view::npos) return false;
  return std::all_of(page.pixels.end() - page.width, page.pixels.end(),
                     [](unsigned char pixel) { return std::abs(pixel - kNothing) <= kSpread; });
}

/// Eight bits of grey, nothing see-through.
Pix to_grey(Pix pix) {
  Pix opaque(pixRemoveAlpha(pix.get()));
  if (!opaque) return nullptr;
  pix.reset();
  return Pix(pixConvertTo8(opaque.get(), 0));
}

/// The library keeps four pixels in a word, the first in its highest bits.
unsigned shift_of(int x) { return 24U - 8U * (static_cast<unsigned>(x) & 3U); }

GreyPage to_page(PIX* pix) {
  GreyPage page{pixGetWidth(pix), pixGetHeight(pix), {}};
  page.pixels.resize(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height));
  auto* out = page.pixels.data();
  for (int y = 0; y < page.height; ++y) {
    const l_uint32* row = pixGetData(pix) + std::ptrdiff_t{y} * pixGetWpl(pix);
    for (int x = 0; x < page.width; ++x)
      *out++ = static_cast<unsigned char>(row[x / 4] >> shift_of(x) & 0xFFU);
  }
  return page;
}

Pix to_pix(const GreyPage& page) {
  Pix pix(pixCreate(page.width, page.height, 8));
  if (!pix) return nullptr;
  const auto* in = page.pixels.data();
  for (int y = 0; y < page.height; ++y) {
    l_uint32* row = pixGetData(pix.get()) + std::ptrdiff_t{y} * pixGetWpl(pix.get());
    for (int x = 0; x < page.width; ++x) row[x / 4] |= l_uint32{*in++} << shift_of(x);
  }
  return pix;
}

/// By how much the picture is to be made larger or smaller.
double fitting(int width, int height) {
  const double pixels = 1.0 * width * height;
  if (pixels > kMaxPixels) return std::sqrt(kMaxPixels / pixels);
  const double side = std::min(width, height);
  if (side >= kSmallSide) return 1;
  return std::min(2.0, std::sqrt(kMaxPixels / pixels));
}

}  // namespace

DrawnPage load_picture(int document) {
  using enum model::DocumentOutcome;
  setMsgSeverity(L_SEVERITY_NONE);
  const MappedFile file(document);
  if (!file.why.empty()) return {file.outcome, file.why, {}, 0};
  const double size = decoded_bytes(file.bytes);
  if (size < 0 && !is_known_kind(file.bytes))
    return {image_only, "a kind of picture that is not read", {}, 1};
  if (size < 0) return {damaged, "no picture this program can read", {}, 1};
  if (size > kMaxDecoded) return {too_costly, "a picture of too many pixels", {}, 1};
  Pix pix(pixReadMem(reinterpret_cast<const l_uint8*>(file.bytes.data()), file.bytes.size()));
  if (pix) pix = to_grey(std::move(pix));
  if (!pix) return {damaged, "the picture cannot be read", {}, 1};
  const double factor = fitting(pixGetWidth(pix.get()), pixGetHeight(pix.get()));
  GreyPage page = to_page(pix.get());
  pix.reset();
  if (is_cut(file.bytes, page)) return {damaged, "the picture breaks off", {}, 1};
  if (is_blank(page)) return {empty, std::string(kBlankPage), {}, 1};
  return {ok, "", factor == 1 ? std::move(page) : resize(page, factor), 1};
}

GreyPage turn(const GreyPage& page, int quarters) {
  const Pix pix = to_pix(page);
  const Pix turned(pix ? pixRotateOrth(pix.get(), quarters) : nullptr);
  return turned ? to_page(turned.get()) : page;
}

GreyPage resize(const GreyPage& page, double factor) {
  const auto scale = static_cast<l_float32>(factor);
  const Pix pix = to_pix(page);
  const Pix resized(pix ? pixScaleGeneral(pix.get(), scale, scale, 0, 0) : nullptr);
  return resized ? to_page(resized.get()) : page;
}

}  // namespace oit::doc
