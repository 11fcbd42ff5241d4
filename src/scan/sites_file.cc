#include "scan/sites_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/file.h"
#include "scan/sites_draft.h"
#include "scan/written.h"
#include "text/charset.h"

namespace oit::scan {
namespace {

constexpr std::string_view kDefaultThai = "windows-874";  // what older spreadsheets here write
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

/// The first line that is neither empty nor a comment of TOML.
std::string_view first_line(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed(text.substr(0, end));
    if (!line.empty() && !line.starts_with('#')) return line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

bool is_bare_key(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.") ==
             std::string_view::npos;
}

/// TOML begins with a table's head or with `key = `; a sheet's line of heads does neither. A sheet
/// whose first head is a note ("#,url") is told from a comment by what follows.
bool is_toml(std::string_view text, std::string_view file) {
  const auto line = first_line(text);
  if (line.starts_with('[')) return true;
  if (line.empty()) return file.ends_with(".toml");
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return false;
  const auto key = trimmed(line.substr(0, equals));
  return is_bare_key(key) && key != "sep";
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// Equal for addresses that lead to one site's same page: without scheme and "www.".
std::string address_key(const url::Url& url) {
  auto key = site_id_of(url);
  key.append(url.path()).append("?").append(url.query());
  return key;
}

/// Makes ids, refuses what is used twice, and parts the good from the bad.
class Inventory {
 public:
  explicit Inventory(const std::string& file) : file_(file) {}

  void add(SiteDraft draft) {
    auto& entry = draft.entry;
    if (entry.id.empty() && !entry.url.empty()) entry.id = site_id_of(entry.url);
    check_id(draft);
    if (!entry.url.empty()) check_address(draft);
    if (draft.problems.empty()) {
      out_.sites.push_back(std::move(entry));
      return;
    }
    std::string message;
    for (const auto& problem : draft.problems) message += (message.empty() ? "" : "; ") + problem;
    const bool is_usable = is_site_id(entry.id);
    out_.bad.push_back({entry.line, std::move(entry.requested),
                        is_usable ? std::move(entry.id) : std::string(), std::move(message)});
  }

  SitesFile take() { return std::move(out_); }

 private:
  void complain(SiteDraft& draft, std::string_view message) const {
    draft.problems.push_back(fmt::format("{}:{}: {}", file_, draft.entry.line, message));
  }

  void check_id(SiteDraft& draft) {
    const auto& id = draft.entry.id;
    if (id.empty()) return;  // the address is wrong, and said to be
    if (!is_site_id(id))
      return complain(draft, fmt::format("id \"{}\": expected 1 to 64 of A-Z, a-z, 0-9, '.', '_' "
                                         "and '-', not beginning with '.' or '-'",
                                         id));
    const auto [first, is_new] = ids_.try_emplace(lower(id), draft.entry.line);
    if (!is_new)
      complain(draft, fmt::format("id \"{}\" is used in line {} already", id, first->second));
  }

  void check_address(SiteDraft& draft) {
    const auto [first, is_new] =
        addresses_.try_emplace(address_key(draft.entry.url), draft.entry.line);
    if (!is_new)
      complain(draft, fmt::format("the address {} stands in line {} already",
                                  draft.entry.url.text(), first->second));
  }

  std::string file_;
  std::unordered_map<std::string, std::size_t> ids_, addresses_;
  SitesFile out_;
};

}  // namespace

Result<const model::Rulebook*> Rulebooks::get(const std::string& id) {
  auto at = known_.find(id);
  if (at == known_.end()) at = known_.emplace(id, ask_(id)).first;
  return at->second;
}

void read_address(std::string_view written, std::string_view place, SiteDraft& draft) {
  const auto address = trimmed(written);
  draft.entry.requested = address;
  if (address.empty()) {
    draft.problems.push_back(fmt::format("{}: no address (url) is given", place));
    return;
  }
  auto read = url::Url::parse(address);
  if (read)
    draft.entry.url = std::move(*read);
  else
    draft.problems.push_back(fmt::format("{}: {}", place, read.error().message));
}

Result<SitesFile> read_sites(std::string_view bytes, const std::string& file,
                             const RulebookOf& rulebook_of) {
  if (bytes.size() > kMostBytes)
    return fail(ErrorCode::bad_config, fmt::format("{}: larger than {} bytes", file, kMostBytes));
  const auto decoded = text::decode(bytes, kDefaultThai);
  Rulebooks rulebooks(rulebook_of);
  auto drafts = is_toml(decoded.utf8, file) ? read_toml_sites(decoded.utf8, file, rulebooks)
                                            : read_csv_sites(decoded.utf8, file, rulebooks);
  if (!drafts) return pass_on(drafts);
  if (drafts->empty()) return fail(ErrorCode::bad_config, file + ": names no site");
  Inventory inventory(file);
  for (auto& draft : *drafts) inventory.add(std::move(draft));
  return inventory.take();
}

Result<SitesFile> read_sites_file(const std::filesystem::path& path,
                                  const RulebookOf& rulebook_of) {
  const auto bytes = read_file(path, kMostBytes);
  if (!bytes) return fail(ErrorCode::bad_config, bytes.error().message);
  return read_sites(*bytes, path.string(), rulebook_of);
}

}  // namespace oit::scan
