#include "model/rulebook.h"

namespace oit::model {

std::string_view name_of(CheckKind kind) {
  using enum CheckKind;
  switch (kind) {
    case words:
      return "words";
    case no_words:
      return "no_words";
    case amounts:
      return "amounts";
    case nil_statement:
      return "nil_statement";
    case phone:
      return "phone";
    case email:
      return "email";
    case address:
      return "address";
    case map:
      return "map";
    case form:
      return "form";
    case chat:
      return "chat";
    case social_account:
      return "social_account";
    case image:
      return "image";
    case person_names:
      return "person_names";
    case table:
      return "table";
    case min_count:
      return "min_count";
    case months_covered:
      return "months_covered";
    case covers_year:
      return "covers_year";
    case multi_year:
      return "multi_year";
    case year_stated:
      return "year_stated";
    case dated_post:
      return "dated_post";
    case opens:
      return "opens";
    case outgoing_link:
      return "outgoing_link";
    case contact:
      return "contact";
    case human:
      return "human";
  }
  return "unknown";
}

std::string_view name_of(Basis basis) {
  using enum Basis;
  switch (basis) {
    case unstated:
      return "unstated";
    case confirmed:
      return "confirmed";
    case read:
      return "read";
    case single:
      return "single";
    case neighbour:
      return "neighbour";
    case carried:
      return "carried";
    case shown:
      return "shown";
    case inferred:
      return "inferred";
    case memory:
      return "memory";
  }
  return "unstated";
}

}  // namespace oit::model
