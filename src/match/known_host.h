#pragma once
#include <string_view>

#include "model/rulebook.h"
#include "url/url.h"

namespace oit::match {

/// Whether the host of `address` is `name` or under it; "name:port" asks for that port too.
bool has_host(const url::Url& address, std::string_view name);

/// What kind of outside host `address` is by rules/hosts.toml, null for an unknown host.
const model::Host* known_host(const model::Rulebook& rulebook, const url::Url& address);

/// True when the form of `address` says it is somebody's account at a social host, not a share
/// button, a plug-in or the bare host.
bool is_account(const model::Host& host, const url::Url& address);

/// True for one post, album or film of an account: it may show a paper, to eyes.
bool shows_a_post(const model::Host& host, const url::Url& address);

}  // namespace oit::match
