#include "model/change.h"

namespace oit::model {

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::appeared:
      return "appeared";
    case ChangeKind::repaired:
      return "repaired";
    case ChangeKind::lost:
      return "lost";
    case ChangeKind::went_stale:
      return "went_stale";
    case ChangeKind::broke:
      return "broke";
    case ChangeKind::fell_short:
      return "fell_short";
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::file_replaced:
      return "file_replaced";
    case ChangeKind::out_of_sight:
      return "out_of_sight";
    case ChangeKind::in_sight:
      return "in_sight";
    case ChangeKind::other:
      return "other";
  }
  return "unknown";
}

std::string_view thai_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::appeared:
      return "เผยแพร่ใหม่";
    case ChangeKind::repaired:
      return "แก้ไขแล้ว";
    case ChangeKind::lost:
      return "หายไป";
    case ChangeKind::went_stale:
      return "ไม่เป็นปัจจุบันแล้ว";
    case ChangeKind::broke:
      return "ลิงก์เสีย";
    case ChangeKind::fell_short:
      return "ไม่ครบถ้วนแล้ว";
    case ChangeKind::moved:
      return "ย้ายที่อยู่";
    case ChangeKind::file_replaced:
      return "เปลี่ยนไฟล์";
    case ChangeKind::out_of_sight:
      return "ครั้งนี้ตรวจไม่ได้";
    case ChangeKind::in_sight:
      return "ตรวจได้แล้ว";
    case ChangeKind::other:
      return "เปลี่ยนแปลง";
  }
  return "";
}

bool is_regression(ChangeKind kind) {
  return kind == ChangeKind::lost || kind == ChangeKind::went_stale || kind == ChangeKind::broke ||
         kind == ChangeKind::fell_short;
}

}  // namespace oit::model
