#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace oit::page {

/// The address a piece of JavaScript sends the reader to: the string literal given to
/// location.href, location.replace, location.assign or window.open. Empty when there is none, or
/// when the literal is only a part of the address.
std::string_view script_address(std::string_view code);

/// The route a piece of JavaScript shows of its own page, without its mark: "/plan" for
/// location.hash = '#/plan'. Empty when there is none.
std::string script_route(std::string_view code);

/// The first literal that looks like an address, as in openDoc('files/plan.pdf'): what the function
/// makes of it is not known. Empty when there is none.
std::string_view literal_address(std::string_view code);

/// Addresses of pictures that stand in `code` side by side and differ in nothing but their numbers,
/// as the pages of a book do; at most `limit`.
std::vector<std::string> page_pictures(std::string_view code, std::size_t limit);

/// All string literals in `code` that look like an element's id ("toggle('box1')").
std::vector<std::string_view> id_literals(std::string_view code);

/// Absolute addresses in string literals of an inline script, as loaders of widgets hold them; at
/// most `limit`.
std::vector<std::string_view> absolute_literals(std::string_view code, std::size_t limit);

/// Addresses of PDF files in string literals of `code`, a script or the JSON in an attribute, also
/// where the JSON is base64 as some viewers of flip books write it; at most `limit`.
std::vector<std::string> pdf_literals(std::string_view code, std::size_t limit);

/// Whether `code` sends a form of its page with POST when clicked, and does more than sort a table.
bool posts_back(std::string_view code);

/// Whether `text` could be nothing but an address: it names a scheme, a path or a file.
bool looks_like_address(std::string_view text);

/// Whether the path of `address` ends like a file people open: .pdf, .docx, .jpg …
bool names_document(std::string_view address);

/// The address of the document a viewer's `address` shows ("viewer.html?file=a.pdf"), decoded;
/// empty when it is no viewer. `any`: whatever the document is called
/// ("gview?url=…/get.php%3Fid=7").
std::string viewed_address(std::string_view address, bool any = false);

}  // namespace oit::page
