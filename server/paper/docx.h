#pragma once
// A paper as a Word document (OOXML), for reports that are edited before they are signed. Anything signed or given to a
// party goes out as PDF: a document that everybody can change proves nothing, so it carries no code and no check figure.
//
// Invariant: the same layout as the PDF, in Word's own terms: exact line heights, first-line indents in twips and in
// characters, repeated heads of tables, page x of y. Line breaks are Word's.
// Errors: those of check_fields. Thread rule: pure function.

#include <string>

#include "base/result.h"
#include "base/time.h"
#include "paper/template.h"

namespace lianhu::paper {

Result<std::string> write_docx(const Template& paper, const Fields& fields, Time created);

}  // namespace lianhu::paper
