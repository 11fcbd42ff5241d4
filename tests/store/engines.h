#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "store/store.h"
#include "support/postgres_server.h"
#include "support/store_place.h"

namespace oit::store {

enum class Engine { sqlite, postgres };

/// A new, empty place for a store, once in a file and once on a server.
class OnBothEngines : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::sqlite) {
      where_ = folder_.file();
      return;
    }
    auto* server = test::PostgresServer::shared();
    if (server == nullptr) GTEST_SKIP() << "no server binaries: install the package postgresql";
    where_ = server->make_database();
  }

  std::unique_ptr<Store> open(const Patience& patience = {}) const {
    auto store = Store::open(where_, patience);
    EXPECT_TRUE(store.has_value()) << store.error().message;
    return store ? std::move(*store) : nullptr;
  }

  std::unique_ptr<Database> open_raw(const Patience& patience = {}) const {
    auto database = open_database(where_, patience);
    EXPECT_TRUE(database.has_value()) << database.error().message;
    return database ? std::move(*database) : nullptr;
  }

  test::StoreFolder folder_;
  std::string where_;
};

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

/// How a Result ended, for messages.
template <class T>
std::string words_of(const Result<T>& result) {
  return result ? "" : result.error().message;
}

}  // namespace oit::store

#define OIT_ON_BOTH_ENGINES(suite)                                                                \
  INSTANTIATE_TEST_SUITE_P(                                                                       \
      Both, suite, testing::Values(::oit::store::Engine::sqlite, ::oit::store::Engine::postgres), \
      ::oit::store::engine_name)
