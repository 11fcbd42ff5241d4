#include "model/document.h"

namespace oit::model {

std::string_view name_of(DocumentOutcome outcome) {
  switch (outcome) {
    case DocumentOutcome::ok:
      return "ok";
    case DocumentOutcome::image_only:
      return "image_only";
    case DocumentOutcome::encrypted:
      return "encrypted";
    case DocumentOutcome::damaged:
      return "damaged";
    case DocumentOutcome::empty:
      return "empty";
    case DocumentOutcome::too_costly:
      return "too_costly";
    case DocumentOutcome::crashed:
      return "crashed";
    case DocumentOutcome::unsupported:
      return "unsupported";
  }
  return "unknown";
}

}  // namespace oit::model
