#pragma once
#include <string>
#include <string_view>

namespace oit::page {

/// The charset a `<meta charset>` or `<meta http-equiv=content-type>` names in the first 4 KiB of
/// `bytes`; empty when there is none. Source: HTML standard, "prescan a byte stream", reduced.
std::string_view prescan_charset(std::string_view bytes);

/// What stands for a `data:` address so long that it holds a picture of a paper, or a paper.
inline constexpr std::string_view kLargeData = "data:#";

/// Takes out of `html`, in place, what no reader of text and links needs and the parser would pay
/// for: NUL bytes and `data:` addresses longer than 1 KiB, but for
/// a mark.
void drop_ballast(std::string& html);

}  // namespace oit::page
