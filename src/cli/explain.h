#pragma once

namespace CLI {
class App;
}

namespace oit::cli {

struct Context;

/// `oitcheck explain SITE ITEM`: the whole reasoning on one item, from a store or a JSON report.
void add_explain(CLI::App& app, Context& context);

}  // namespace oit::cli
