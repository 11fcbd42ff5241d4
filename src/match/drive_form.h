#pragma once
#include <optional>
#include <string_view>

#include "model/rulebook.h"
#include "url/url.h"

namespace oit::match {

/// How one address of a drive is opened.
struct DriveWay {
  const model::Host* host = nullptr;
  const model::DriveForm* form = nullptr;
  url::Url address;  ///< to ask for the file's bytes or the folder's list
};

/// The way into `address`, when it is a drive's and has one of the forms its host says how to open;
/// nothing for every other address. Points into `rulebook`.
std::optional<DriveWay> drive_way(const model::Rulebook& rulebook, const url::Url& address);

/// Whether `address` is at `place`: a host or a parent domain of it, perhaps with ":port", perhaps
/// with the path the address begins with ("login.live.com", "127.0.0.1:8080/login").
bool is_at(const url::Url& address, std::string_view place);

}  // namespace oit::match
