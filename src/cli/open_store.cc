#include "cli/open_store.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "base/duration.h"
#include "cli/open_rules.h"
#include "text/width.h"

namespace oit::cli {

void add_store_option(CLI::App& app, std::string& where) {
  app.add_option("--db", where, "Where runs are kept: a file, or postgresql://USER@HOST/DATABASE")
      ->type_name("WHERE")
      ->envname("OITCHECK_DB");
}

void tell(Context& context, const Error& error) {
  if (error.code == ErrorCode::bad_argument) return refuse(context, error.message);
  context.err << "oitcheck: " << text::printable(error.message) << '\n';
  exit_with(context, Exit::failure);
}

Result<std::unique_ptr<store::Store>> open_patiently(const std::string& where) {
  store::Patience patience;
  const char* words = std::getenv("OITCHECK_DB_WAIT");  // NOLINT(concurrency-mt-unsafe)
  if (words != nullptr && *words != '\0') {
    const auto wait = read_duration(words);
    if (!wait) return fail(ErrorCode::bad_argument, "OITCHECK_DB_WAIT: " + wait.error().message);
    patience = {*wait, *wait};
  }
  return store::Store::open(where, patience);
}

std::unique_ptr<store::Store> open_store(Context& context, const std::string& where) {
  if (where.empty())
    return refuse(context, "no database is named; give --db WHERE or set OITCHECK_DB"), nullptr;
  std::error_code none;
  if (!store::is_server_address(where) && !std::filesystem::exists(where, none)) {
    tell(context,
         {ErrorCode::io, where + ": there is no such database; a scan with --db makes it"});
    return nullptr;
  }
  auto store = open_patiently(where);
  if (!store) return tell(context, store.error()), nullptr;
  return std::move(*store);
}

std::optional<std::string> pick_site(Context& context, store::Store& store,
                                     const std::string& words) {
  auto sites = store.find_sites(words);
  if (!sites) return tell(context, sites.error()), std::nullopt;
  if (sites->size() == 1) return std::move(sites->front());
  std::string ids;
  for (const auto& site : *sites) ids += (ids.empty() ? "" : ", ") + site;
  refuse(context, "\"" + words + "\" is the address of several sites; name one of " + ids);
  return std::nullopt;
}

report::Lang language_of(const std::string& name) {
  return name == "en" ? report::Lang::en : report::Lang::th;
}

}  // namespace oit::cli
