#include "crawl/qr_pictures.h"

#include <algorithm>
#include <string>

#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kMost = 8;
constexpr int kLeastPixels = 60;
constexpr std::size_t kBeside = 480;  // bytes; a longer block tells of other things, too

/// What the page says of the size leaves room for a square code.
bool may_be_square(const model::Image& image) {
  const auto [width, height] = std::pair(image.width, image.height);
  if ((width > 0 && width < kLeastPixels) || (height > 0 && height < kLeastPixels)) return false;
  return width == 0 || height == 0 || (4 * width >= 3 * height && 4 * height >= 3 * width);
}

std::string_view file_name(std::string_view source) {
  source = source.substr(0, source.find_first_of("?#"));
  return source.substr(source.rfind('/') + 1);
}

/// The text of block `at` when it is short enough to speak of a picture alone.
std::string_view block_text(const model::Page& page, std::size_t at) {
  if (at >= page.blocks.size()) return {};
  const auto& block = page.blocks[at];
  if (block.end - block.begin > kBeside) return {};
  return std::string_view(page.text).substr(block.begin, block.end - block.begin);
}

}  // namespace

std::vector<CodePicture> find_qr_pictures(const model::Page& page, const WordLists& words) {
  const auto speaks = [&](std::string_view text) {
    const auto key = text::make_match_key(text, false).bytes;
    return words.has("qr_words", key) || words.has("eit", key) || words.has("iit", key);
  };
  std::vector<CodePicture> found;
  for (const auto& image : page.images) {
    if (found.size() == kMost) break;
    if (!may_be_square(image)) continue;
    // The block it stands in or that follows; what stands above it only when that says nothing.
    const auto after = block_text(page, image.block);
    const auto before = image.block == 0 ? std::string_view() : block_text(page, image.block - 1);
    const bool by_itself =
        words.in_address("qr_files", file_name(image.source)) || speaks(image.alt);
    const bool by_after = speaks(after);
    if (!by_itself && !by_after && !speaks(before)) continue;
    auto address = url::Url::resolve(page.base, image.source);
    if (!address) continue;
    const bool is_known = std::ranges::find(found, *address, &CodePicture::address) != found.end();
    if (is_known) continue;
    std::string beside = image.alt;
    const auto more = by_after || !speaks(before) ? after : before;
    if (!more.empty()) beside.append(beside.empty() ? "" : " ").append(more);
    found.push_back({std::move(*address), std::move(beside)});
  }
  return found;
}

std::optional<url::Url> code_address(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  std::string start(text.substr(0, 8));
  std::ranges::transform(start, start.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  const bool is_address =
      start.starts_with("http://") || start.starts_with("https://") || start.starts_with("www.");
  if (!is_address || text.find_first_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
  auto address = url::Url::parse(text);
  if (!address) return std::nullopt;
  return *address;
}

}  // namespace oit::crawl
