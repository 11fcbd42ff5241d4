#include "store/sql.h"

#include <cstddef>

#include "text/utf8.h"

namespace oit::store {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Whether the whole word `word` begins at `sql[at]`.
bool stands_at(std::string_view sql, std::size_t at, std::string_view word) {
  if (!sql.substr(at).starts_with(word)) return false;
  const std::size_t end = at + word.size();
  return (at == 0 || !is_word(sql[at - 1])) && (end == sql.size() || !is_word(sql[end]));
}

}  // namespace

std::string to_postgres(std::string_view sql) {
  constexpr std::string_view kBlob = "blob";
  std::string out;
  out.reserve(sql.size() + 16);
  bool in_quotes = false;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '\'') in_quotes = !in_quotes;
    if (!in_quotes && sql[at] == '?') {
      out += '$';
    } else if (!in_quotes && stands_at(sql, at, kBlob)) {
      out += "bytea";
      at += kBlob.size() - 1;
    } else {
      out += sql[at];
    }
  }
  return out;
}

std::string storable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto read = text::read_char(text, at);
    if (read.valid && read.c != 0)
      out.append(text.substr(at, read.size));
    else
      text::append_char(out, text::kReplacement);
    at += read.size;
  }
  return out;
}

}  // namespace oit::store
