#pragma once
#include <span>
#include <string_view>

#include "base/result.h"
#include "dashboard/scene.h"

namespace oit::dashboard {

/// Answers a path below /api/v1, given as its parts after that. JSON in UTF-8, described by
/// openapi(). Errors: as Store; bad_argument (nothing is there).
Result<Answer> answer_api(const Scene& scene, std::span<const std::string_view> parts);

/// The sites of a run that the query's filter asks for, a page of them.
Answer sites_json(const Scene& scene, const RunSites& run);

/// All runs in numbers: the sites that the query's filter asks for, or one group of them by `by`
/// and `value`. Errors: as Store; bad_argument (no such `by`).
Result<Answer> trend_json(const Scene& scene, const RunSites& run);

/// OpenAPI 3.1 description of it. Source: OpenAPI Specification 3.1.0.
std::string_view openapi();

/// An error as programs read it: {"error":{"status":…,"message":…}}.
Answer api_error(int status, std::string_view message);

/// The store in numbers, in Prometheus' text format. Source: Prometheus documentation, "Exposition
/// formats", version 0.0.4. Errors: as Store.
Result<Answer> metrics(const Scene& scene);

}  // namespace oit::dashboard
