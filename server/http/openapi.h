#pragma once
// docs/api/openapi.json, made from the routes: the one published description, committed and compared by a test.
//
// Invariant: the same routes give the same bytes (routes sorted by path, then method; two-space indent).
// Thread rule: pure function.

#include <string>

#include "http/router.h"

namespace lianhu::http {

std::string openapi(const Router& router, std::string_view version);

}  // namespace lianhu::http
