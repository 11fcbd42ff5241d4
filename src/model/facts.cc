#include "model/facts.h"

namespace oit::model {

std::string_view name_of(TextFrom from) {
  switch (from) {
    case TextFrom::none:
      return "none";
    case TextFrom::html:
      return "html";
    case TextFrom::pdf_text:
      return "pdf_text";
    case TextFrom::plain_text:
      return "plain_text";
  }
  return "none";
}

}  // namespace oit::model
