#include "model/page.h"

namespace oit::model {

std::string_view name_of(LinkSource source) {
  switch (source) {
    case LinkSource::anchor:
      return "anchor";
    case LinkSource::area:
      return "area";
    case LinkSource::frame:
      return "frame";
    case LinkSource::iframe:
      return "iframe";
    case LinkSource::object:
      return "object";
    case LinkSource::embed:
      return "embed";
    case LinkSource::refresh:
      return "refresh";
    case LinkSource::script:
      return "script";
    case LinkSource::form:
      return "form";
    case LinkSource::data:
      return "data";
    case LinkSource::image:
      return "image";
    case LinkSource::option:
      return "option";
    case LinkSource::sitemap:
      return "sitemap";
    case LinkSource::declared:
      return "declared";
    case LinkSource::canonical:
      return "canonical";
    case LinkSource::qr:
      return "qr";
  }
  return "unknown";
}

}  // namespace oit::model
