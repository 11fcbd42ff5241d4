#pragma once
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace oit {

/// A `T`, or the `Error` that kept our own work from making one. Never ignore it.
template <class T>
struct [[nodiscard]] Result : tl::expected<T, Error> {
  using tl::expected<T, Error>::expected;
};

/// The failing side of a Result: `return fail(ErrorCode::io, "cannot read " + path);`
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// The same error, one room further up: `if (!x) return pass_on(x);`
template <class T>
tl::unexpected<Error> pass_on(const Result<T>& failed) {
  return tl::unexpected<Error>(failed.error());
}

}  // namespace oit
