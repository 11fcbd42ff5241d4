#include "support/drive_server.h"

namespace oit::test {
namespace {

Reply page(std::string_view title, std::string_view body) {
  return {200,
          {},
          "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + std::string(title) +
              "</title></head><body>" + std::string(body) + "</body></html>"};
}

Reply send_on(const std::string& to) { return {302, {{"Location", to}}, ""}; }

/// What stands between `before` and the next '&', '/' or the end.
std::string part_after(const std::string& target, std::string_view before) {
  const auto at = target.find(before);
  if (at == std::string::npos) return "";
  const auto from = at + before.size();
  return target.substr(from, target.find_first_of("&/", from) - from);
}

}  // namespace

DriveServer::DriveServer(std::map<std::string, std::string> files)
    : files_(std::move(files)),
      server_([this](const Asked& asked) { return answer(asked.target); }) {}

std::string DriveServer::file(std::string_view id) const {
  return server_.url("/file/d/" + std::string(id) + "/view?usp=sharing");
}

std::string DriveServer::folder(std::string_view id) const {
  return server_.url("/drive/folders/" + std::string(id));
}

std::string DriveServer::place() const { return "127.0.0.1:" + std::to_string(server_.port()); }

std::string DriveServer::rules() const {
  const auto at = place();
  return "\n[[host]]\nname = \"" + at + "\"\nkind = \"cloud_drive\"\naccount = \"any_segment\"\n" +
         "opens = [\n"
         "  { form = \"/file/d/{id}\", gives = \"http://" +
         at +
         "/uc?export=download&id={id}\", what = \"file\" },\n"
         "  { form = \"/drive/folders/{id}\", gives = \"http://" +
         at +
         "/embeddedfolderview?id={id}\", what = \"folder\", mark = \"flip-entries\" },\n]\n"
         "sign_in = [\"" +
         at + "/ServiceLogin\"]\nconfirm = [\"confirm=\"]\n";
}

std::vector<std::string> DriveServer::asked() const {
  std::vector<std::string> targets;
  for (const auto& one : server_.asked())
    if (one.target != "/robots.txt") targets.push_back(one.target);
  return targets;
}

Reply DriveServer::answer(const std::string& target) const {
  if (target.starts_with("/uc?")) return give(part_after(target, "&id="));
  if (target.starts_with("/embeddedfolderview?")) return list(part_after(target, "?id="));
  if (target.starts_with("/ServiceLogin"))
    return page("Drive", "<h1>ลงชื่อเข้าใช้</h1><form method=post><input name=mail></form>");
  const bool is_content = target.starts_with("/content/");
  const bool is_confirmed =
      target.starts_with("/download?") && target.find("confirm=t") != std::string::npos;
  const auto id = part_after(target, is_content ? "/content/" : "id=");
  if (const auto file = files_.find(id); (is_content || is_confirmed) && file != files_.end())
    return {200, {{"Content-Type", "application/pdf"}}, file->second};
  return {404, {}, "<title>404</title>"};
}

Reply DriveServer::give(const std::string& id) const {
  if (id.starts_with("big"))
    return page("Virus scan warning",
                "<p>This file is too large to scan for viruses.</p>"
                "<form action='/download' method=get><input type=hidden name=id value='" +
                    id +
                    "'><input type=hidden name=confirm value=t>"
                    "<input type=submit value='Download anyway'></form>");
  if (files_.contains(id)) return send_on("/content/" + id);
  if (id == "private") return send_on("/ServiceLogin?continue=x");
  if (id == "removed") return page("Drive", "<p>ขออภัย ไม่มีไฟล์ที่คุณขอ</p>");
  if (id == "busy") return page("Quota exceeded", "<p>Sorry, you can't view it at this time.</p>");
  if (id == "odd") return page("Drive", "<div id=app>Loading</div>");
  if (id == "zero") return {200, {{"Content-Type", "application/pdf"}}, ""};
  return {404, {}, "<title>404</title>"};
}

Reply DriveServer::list(const std::string& id) const {
  if (id == "shut") return send_on("/ServiceLogin?continue=x");
  std::string entries;
  for (const auto& [file, bytes] : files_) {
    if (id != "months" || !file.starts_with("entry")) continue;
    const auto known = names_.find(file);
    entries += "<div class=flip-entry><a href='" + this->file(file) +
               "' target=_blank><div class=flip-entry-title>" +
               (known == names_.end() ? file : known->second) + "</div></a></div>";
  }
  return page("โฟลเดอร์", "<div class=flip-entries>" + entries + "</div><a href='/terms'>Terms</a>");
}

}  // namespace oit::test
