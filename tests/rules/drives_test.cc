// The shipped forms of the drives' addresses, and what is asked for instead.
#include <gtest/gtest.h>

#include <string>

#include "match/drive_form.h"
#include "match/known_host.h"
#include "rulebook/load.h"

namespace oit::match {
namespace {

const model::Rulebook& rules() {
  static const auto rulebook = rulebook::load(OIT_SOURCE_DIR "/rules", "ita-2566").value();
  return rulebook;
}

/// What is asked for a file, folder or page behind `link`, and what it is; "-" for nothing.
std::string way(std::string_view link) {
  const auto found = drive_way(rules(), url::Url::parse(link).value());
  return found ? found->form->what + " " + found->address.text() : "-";
}

TEST(DriveForms, GiveTheBytes) {
  const std::string google = "https://drive.google.com/uc?export=download&id=1aB-c_D";
  const std::string docs = "https://docs.google.com/";
  const struct {
    std::string link, way;
  } cases[] = {
      {"https://drive.google.com/file/d/1aB-c_D/view?usp=sharing", "file " + google},
      {"https://drive.google.com/file/d/1aB-c_D/preview", "file " + google},
      {"https://drive.google.com/file/u/0/d/1aB-c_D/view", "file " + google},
      {"https://drive.google.com/a/abt.go.th/file/d/1aB-c_D", "file " + google},
      {"https://drive.google.com/uc?export=view&id=1aB-c_D", "file " + google},
      {"https://drive.google.com/open?usp=x&id=1aB-c_D", "any " + google},
      {"https://drive.google.com/drive/folders/1aB-c_D?usp=sharing",
       "folder https://drive.google.com/embeddedfolderview?id=1aB-c_D"},
      {"https://drive.google.com/drive/u/2/folders/1aB-c_D",
       "folder https://drive.google.com/embeddedfolderview?id=1aB-c_D"},
      {docs + "document/d/X1/edit", "file " + docs + "document/d/X1/export?format=pdf"},
      {docs + "spreadsheets/d/X1/edit#gid=0",
       "file " + docs + "spreadsheets/d/X1/export?format=xlsx"},
      {docs + "presentation/d/X1/edit", "file " + docs + "presentation/d/X1/export/pdf"},
      {docs + "document/d/e/2PACX-1v/pub", "page " + docs + "document/d/e/2PACX-1v/pub"},
      {"https://sites.google.com/view/abt/home", "page https://sites.google.com/view/abt/home"},
      {"https://www.dropbox.com/s/k7/p.pdf?dl=0", "file https://www.dropbox.com/s/k7/p.pdf?dl=1"},
      {"https://www.dropbox.com/scl/fi/k7/p.pdf?rlkey=q&dl=0",
       "file https://www.dropbox.com/scl/fi/k7/p.pdf?rlkey=q&dl=1"},
      {"https://1drv.ms/b/s!AbC", "file https://1drv.ms/b/s!AbC?download=1"},
      {"https://abt.sharepoint.com/:b:/g/x/EaB?e=4",
       "file https://abt.sharepoint.com/:b:/g/x/EaB?e=4&download=1"},
      {"https://onedrive.live.com/embed?cid=1&resid=2",
       "file https://onedrive.live.com/download?cid=1&resid=2"},
  };
  for (const auto& [link, wanted] : cases) EXPECT_EQ(way(link), wanted) << link;
}

TEST(DriveForms, LeaveAloneWhatIsNoFile) {
  for (const char* link : {"https://drive.google.com/", "https://drive.google.com/drive/my-drive",
                           "https://docs.google.com/forms/d/e/1F/viewform", "https://forms.gle/abc",
                           "https://1drv.ms/f/s!AbC", "https://mega.nz/file/abc#key",
                           "https://www.facebook.com/abt", "https://www.abt.go.th/file/d/1aB/view",
                           "https://drive.google.com.evil.example/file/d/1/view"})
    EXPECT_EQ(way(link), "-") << link;
}

TEST(KnownHost, MayMeanOnePortAlone) {
  model::Rulebook own;
  own.hosts.emplace_back().name = "127.0.0.1:8081";
  EXPECT_NE(known_host(own, url::Url::parse("http://127.0.0.1:8081/x").value()), nullptr);
  EXPECT_EQ(known_host(own, url::Url::parse("http://127.0.0.1:8082/x").value()), nullptr);
  EXPECT_EQ(known_host(own, url::Url::parse("http://127.0.0.1/x").value()), nullptr);
}

TEST(IsAt, ReadsHostPortAndPath) {
  const auto address = url::Url::parse("http://login.a.test:81/sign/in").value();
  for (const char* place : {"a.test", "login.a.test:81", "a.test/sign", "a.test:81/sign/in"})
    EXPECT_TRUE(is_at(address, place)) << place;
  for (const char* place : {"b.test", "a.test:82", "a.test/in", "ogin.a.test"})
    EXPECT_FALSE(is_at(address, place)) << place;
}

TEST(Accounts, APostAShareAndTheBareHostAreNone) {
  const auto is_ours = [](std::string_view link) {
    const auto address = url::Url::parse(link).value();
    return is_account(*known_host(rules(), address), address);
  };
  for (const char* link :
       {"https://www.facebook.com/abttuayang", "https://www.facebook.com/profile.php?id=1",
        "https://line.me/ti/p/@abt", "https://www.youtube.com/@abt"})
    EXPECT_TRUE(is_ours(link)) << link;
  for (const char* link :
       {"https://www.facebook.com/?locale=th_TH", "https://www.facebook.com/abt/posts/22",
        "https://www.facebook.com/abt/videos/5", "https://www.facebook.com/share/p/1a",
        "https://www.facebook.com/sharer/sharer.php?u=x", "https://www.youtube.com/watch?v=1",
        "https://www.facebook.com/"})
    EXPECT_FALSE(is_ours(link)) << link;
}

}  // namespace
}  // namespace oit::match
