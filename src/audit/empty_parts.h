#pragma once
#include <vector>

#include "audit/assess.h"

namespace oit::audit {

/// Required components of an item that one of its own pages says are not there.
struct EmptyParts {
  const Assessment* page = nullptr;  ///< null: no page says so
  std::vector<const model::Component*> components;
};

/// Looks at the pages of `all` that are about the item and the period asked for: a part that names
/// a component and holds only "ไม่มีข้อมูล" proves it absent, whatever other papers mention in passing.
EmptyParts find_empty_parts(const std::vector<Assessment>& all, const AssessContext& context);

}  // namespace oit::audit
