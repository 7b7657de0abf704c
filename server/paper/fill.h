#pragma once
// A template and its fields become finished pages.
//
// Invariant: the same template, fields, link and fonts give the same pages.
// Errors: invalid "paper_fields" (see fields.h), invalid "qr_link_missing" when the paper has a code and no link was
// given, invalid "qr_too_long".
// Thread rule: that of Fonts.

#include <string>

#include "paper/fonts.h"
#include "paper/template.h"

namespace lianhu::paper {

// What the code on the paper leads to. The secret is personal (one party's) and is not part of the hash.
struct Link {
  std::string url;  // "https://host/q/PD2026-0117"
  std::string secret;
};

// url#k=SECRET&d=HASH with the hash in capitals. After the '#', so that no server on the way logs the secret.
std::string code_content(const Link& link, const std::string& hash);

Result<PageModel> fill(const Template& paper, const Fields& fields, const Link& link, const Fonts& fonts);

}  // namespace lianhu::paper
