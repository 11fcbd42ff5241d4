#include "model/report.h"

namespace oit::model {

std::string_view name_of(Status status) {
  switch (status) {
    case Status::published:
      return "published";
    case Status::incomplete:
      return "incomplete";
    case Status::stale:
      return "stale";
    case Status::broken:
      return "broken";
    case Status::missing:
      return "missing";
    case Status::not_due:
      return "not_due";
    case Status::unverified:
      return "unverified";
  }
  return "unverified";
}

std::string_view thai_of(Status status) {
  switch (status) {
    case Status::published:
      return "เผยแพร่ครบถ้วน";
    case Status::incomplete:
      return "ไม่ครบถ้วน";
    case Status::stale:
      return "ไม่เป็นปัจจุบัน";
    case Status::broken:
      return "ลิงก์เสีย";
    case Status::missing:
      return "ไม่พบ";
    case Status::not_due:
      return "ยังไม่ถึงกำหนด";
    case Status::unverified:
      return "ตรวจไม่ได้";
  }
  return "ตรวจไม่ได้";
}

}  // namespace oit::model
