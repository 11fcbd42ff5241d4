#pragma once
#include <string>
#include <string_view>

namespace oit::report {

/// `text` for element content and quoted attributes: & < > " ' become character references.
std::string escape(std::string_view text);

/// `<name attributes>content</name>`; `content` is markup, `attributes` too and may be empty.
std::string element(std::string_view name, std::string_view attributes, std::string_view content);

/// A link that shows its address as people read it, telephone numbers masked, and goes to exactly
/// that address; an address that is not http(s) stays plain text.
std::string link_to(std::string_view address);

/// The style-src source expression that allows exactly `style`.
/// Source: W3C Content Security Policy Level 3, section 2.3.1 (hash-source).
std::string style_source(std::string_view style);

}  // namespace oit::report
