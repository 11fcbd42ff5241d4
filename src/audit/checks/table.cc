#include "audit/checks/table.h"

namespace oit::audit {

Seen see_table(const model::Component& component, const CheckInput& input) {
  if (is_paper(input.page)) return {false, true, ""};
  return {input.page.signals.tables > 0 && input.page.signals.table_rows >= component.min, false,
          ""};
}

}  // namespace oit::audit
