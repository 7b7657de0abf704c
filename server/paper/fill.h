#pragma once
// A template and its fields become finished pages.
//
// Invariant: the same template, fields, link and fonts give the same pages. A blank form is the same layout: what is not
// known becomes room to write by hand.
// Errors: invalid "paper_fields" (see fields.h), invalid "qr_link_missing" when the paper has a code and no link was
// given, invalid "qr_too_long", invalid "blank_number_missing".
// Thread rule: that of Fonts.

#include <string>

#include "paper/fonts.h"
#include "paper/template.h"

namespace lianhu::paper {

// What the code on the paper leads to. The secret is personal (one party's) and is not part of the hash.
struct Link {
  std::string url;  // "https://host/q/PD2026-0117"
  std::string secret;
  // Of the code in the margin of a paper with `check`, which shows number, office and day, and never a name.
  std::string check_url = {}, number = {};
};

// A form printed to be filled in by hand. Its number tells the sheet apart when it comes back as a picture.
struct BlankForm {
  std::string number;
  std::string url;  // with a code in the margin: the number after '#'; empty: no code
};

// A paper that counts no more: 作废 across each page, the day and the reason in the foot. An empty day: it stands.
struct Voided {
  std::string day, reason;
};
void mark_void(PageModel& model, const Template& paper, const Voided& voided, const Fonts& fonts);

// url#k=SECRET&d=HASH with the hash in capitals. After the '#', so that no server on the way logs the secret.
std::string code_content(const Link& link, const std::string& hash);

// url#NUMBER.HASH, the first 16 digits of the hash: what the page /verify reads.
std::string check_content(const Link& link, const std::string& hash);

Result<PageModel> fill(const Template& paper, const Fields& fields, const Link& link, const Fonts& fonts);

// `known`: what is printed already; required fields may be missing.
Result<PageModel> fill_blank(const Template& paper, const Fields& known, const BlankForm& form, const Fonts& fonts);

}  // namespace lianhu::paper
