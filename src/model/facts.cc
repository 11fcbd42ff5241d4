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
    case TextFrom::office_text:
      return "office_text";
    case TextFrom::ocr:
      return "ocr";
  }
  return "none";
}

}  // namespace oit::model
