#pragma once
#include <string_view>

namespace oit::page {

/// Whether an element of this id is what a framework draws a whole page into: "app", "root",
/// "__next", "__nuxt" …
bool names_app_root(std::string_view id);

/// Whether a piece of JavaScript asks the server for content to show, or writes links into the page
/// it stands in. Counters and share buttons, which only load another script, do neither.
bool draws_content(std::string_view code);

/// Whether a piece of JavaScript puts anything into the page it stands in.
bool fills_page(std::string_view code);

/// Whether a piece of JavaScript sets a cookie and opens the page again: without it the page never
/// comes.
bool reloads_page(std::string_view code);

/// Whether a script, by its address or its code, looks whether a person or a robot reads the page.
bool checks_for_robots(std::string_view script);

/// Whether what stands in <noscript> says that the page is nothing without scripts; a tracking
/// picture says nothing.
bool asks_for_script(std::string_view words);

/// Whether `text` shows the holes of templates that a script should have filled: "{{ item.name }}".
bool has_templates(std::string_view text);

/// Whether `text` is short and says that something is being loaded.
bool says_loading(std::string_view text);

/// Whether `address`, as written, is a script of the site itself that is no library known to all.
bool is_own_script(std::string_view address);

}  // namespace oit::page
