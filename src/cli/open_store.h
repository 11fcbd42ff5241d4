#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/cli.h"
#include "report/lang.h"
#include "store/store.h"

namespace oit::cli {

/// Adds `--db WHERE` to `app`, by default what OITCHECK_DB says; the value goes to `where`, which
/// outlives `app`.
void add_store_option(CLI::App& app, std::string& where);

/// Opens or makes the store at `where`. A lock, and a server that went away, are waited for as long
/// as OITCHECK_DB_WAIT says (a duration). Errors: as Store, bad_argument (the variable).
Result<std::unique_ptr<store::Store>> open_patiently(const std::string& where);

/// The store at `where`, which must be there: a mistyped name makes no new one. When it cannot be
/// opened the reason is told, the exit is set, and null comes back.
std::unique_ptr<store::Store> open_store(Context& context, const std::string& where);

/// Tells `error`: as a wrong usage when an argument is at fault, else as a failure of ours.
void tell(Context& context, const Error& error);

/// The one site that `words` names, see Store::find_sites. When there is none, or more than one,
/// that is told, and nothing comes back.
std::optional<std::string> pick_site(Context& context, store::Store& store,
                                     const std::string& words);

/// The language that `--lang` names.
report::Lang language_of(const std::string& name);

}  // namespace oit::cli
