#include "model/fetch.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace oit::model {
namespace {

using namespace std::string_view_literals;

TEST(NameOf, GivesEveryOutcomeItsOwnName) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(FetchOutcome::not_captured); ++i)
    names.insert(name_of(static_cast<FetchOutcome>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(FetchOutcome::not_captured) + 1);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(name_of(FetchOutcome::no_such_host), "no_such_host");
  EXPECT_EQ(name_of(TlsProblem::wrong_host), "wrong_host");
  EXPECT_EQ(name_of(BodyKind::spreadsheet), "spreadsheet");
}

std::string utf16(std::string_view text) {
  std::string out;
  for (const char c : text) out.append({c, '\0'});
  return out;
}

TEST(Sniff, DecidesByTheFirstBytes) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  const std::string zip("PK\3\4\x14\0\6\0"sv);
  const std::string tar = std::string(257, 'a') + "ustar";
  struct Case {
    std::string head;
    std::string_view type;
    BodyKind kind;
  };
  const Case cases[] = {
      {"", "text/html", BodyKind::none},
      {"<!DOCTYPE html><p>", "", BodyKind::html},
      {"\xEF\xBB\xBF\r\n<HTML>", "application/octet-stream", BodyKind::html},
      {"<!-- saved --> \n<Table border=0>", "application/pdf", BodyKind::html},
      {"<html><body>404 Not Found", "application/pdf", BodyKind::html},
      {"<div>ข่าว", "text/plain", BodyKind::html},
      {"<table><tr><td>", "application/vnd.ms-excel", BodyKind::html},
      {"ข้อมูล", "text/html", BodyKind::html},
      {"Warning: mysql\n<html>", "", BodyKind::html},
      {"\xFF\xFE" + utf16("<html>"), "", BodyKind::html},
      {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", "", BodyKind::html},
      {"<?xml version=\"1.0\"?><urlset>", "text/plain", BodyKind::xml},
      {"<rss version=\"2.0\">", "text/html", BodyKind::html},
      {"<rss version=\"2.0\">", "application/rss+xml", BodyKind::xml},
      {"<?xml version=\"1.0\"?><svg>", "", BodyKind::image},
      {"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>", "", BodyKind::word},
      {"%PDF-1.7\n", "text/html", BodyKind::pdf},
      {std::string(1000, '\n') + "%PDF-1.4", "application/pdf", BodyKind::pdf},
      {"<br />\n<b>Warning</b>: x\n%PDF-1.4", "application/pdf", BodyKind::pdf},
      {"<html>about %PDF-1.4", "application/pdf", BodyKind::html},
      {ole, "application/msword", BodyKind::word},
      {ole, "application/vnd.ms-excel", BodyKind::spreadsheet},
      {ole + utf16("Workbook"), "application/msword", BodyKind::spreadsheet},
      {ole + utf16("PowerPoint Document"), "", BodyKind::presentation},
      {zip + "[Content_Types].xml..word/document.xml", "", BodyKind::word},
      {zip + "[Content_Types].xml..xl/workbook.xml", "application/msword", BodyKind::spreadsheet},
      {zip + "[Content_Types].xml", "", BodyKind::word},
      {zip + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "", BodyKind::spreadsheet},
      {zip + "mimetypeapplication/vnd.oasis.opendocument.text", "", BodyKind::word},
      {zip + "photo.jpg", "application/zip", BodyKind::archive},
      {"Rar!\x1A\x07\x01", "", BodyKind::archive},
      {"7z\xBC\xAF\x27\x1C", "application/pdf", BodyKind::archive},
      {tar, "", BodyKind::archive},
      {"\xFF\xD8\xFF\xE0", "text/html", BodyKind::image},
      {"\x89PNG\r\n\x1A\n", "", BodyKind::image},
      {std::string("\0\0\0\x18"
                   "ftypmp42"sv),
       "", BodyKind::video},
      {"{\\rtf1\\ansi", "", BodyKind::word},
      {"ลำดับ,รายการ\n1,x", "text/csv", BodyKind::text},
      {"{\"a\": \"<html>\"}", "application/json", BodyKind::text},
      {"plain words", "", BodyKind::text},
      {std::string("\1\2\0\3"sv), "", BodyKind::other},
      {std::string("\1\2\0\3"sv), "video/mp4", BodyKind::video},
      {" \n\t", "text/html", BodyKind::html},
  };
  for (const auto& [head, type, kind] : cases)
    EXPECT_EQ(name_of(sniff(head, type)), name_of(kind)) << head.substr(0, 60) << " as " << type;
}

}  // namespace
}  // namespace oit::model
